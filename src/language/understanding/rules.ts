/**
 * What concepts mean together. A rule reads "operation: weight: groups"; every group must be met by one of its concepts,
 * `!concept` forbids one. Concepts are those of the lexicon; `#person`, `#product`, … are what was found for slots;
 * `was:`, `is:` and `not:` before an action say that it was told of as done, as a state, or denied; `idiom:` names a turn
 * of phrase of that operation. The same rules serve every language.
 */
const book = `
help: .86: how idiom:help !#person
help: .8: idiom:help
help: .62: helpWord !#person
help: .7: command show|what|which|#all
help: .62: command
language.set: .97: language #language edit|put|speak my
language.set: .9: #language speak|language|answer|edit
language.set: .88: #language language
language.set: .86: idiom:language.set #language
language.set: .66: #language want|please
language.set: .6: #language
language.set: .95: language edit !#person !#value !#field
language.set: .93: language edit howWord|how
language.set: .7: language edit
language.set: .62: idiom:language.set

profile.show: .94: idiom:profile.show
profile.show: .78: profile show|what|search
profile.show: .72: profile
profile.show: .84: profile show|what #section
profile.show: .84: profile #section
profile.show: .8: #section organisation|our|account
profile.show: .78: #section show|what|who|which|search|where
profile.show: .7: #section details
profile.show: .74: #sectionPhrase !my !me
profile.show: .84: #sectionPhrase who|which|what|search !my
profile.show: .68: #section #orgField
profile.show: .8: #section organisation|our|account show|what|who|which
profile.edit: .86: profile edit
profile.edit: .9: profile edit #section
profile.edit: .9: profile edit #orgField
profile.edit: .9: #section edit
profile.edit: .93: #section edit #orgField
profile.edit: .9: #section #orgField #value
profile.edit: .88: #section #value valueIs
profile.edit: .76: #section need|want put
profile.edit: .84: #section put #value
profile.edit: .72: #ownField edit organisation|our
profile.edit: .86: organisation|our|account edit #orgField #value
profile.edit: .82: organisation|our edit #orgField
profile.edit: .84: #companyField edit
profile.edit: .8: #companyField our|organisation #value
profile.edit: .72: #section add #value

users.list: .84: user show|search|all|howMany|which
users.list: .76: who #role
users.list: .97: who #role role|right|is|perfect !whoGrants !whoCan !purpose !get
users.list: .86: who #role !assign !revoke
users.list: .88: show|all|which #role user
users.list: .84: show|all|which #roles
users.list: .86: howMany #role
users.list: .82: #roles
users.list: .84: search #person user
users.list: .86: idiom:users.list
users.list: .66: *user
users.list: .84: user account #short !#person !edit !add !remove !block !unblock !restore
users.list: .84: who account !was:any !whoCan !is:block
users.list: .88: search user starts
users.list: .78: search starts
users.list: .86: someone #role is|perfect search|who|is
users.list: .76: which|someone #role

users.show: .97: #sure role idiom:users.show|which|what !#role
users.show: .88: my idiom:users.show role|account|user|details|state|right !organisation
users.show: .97: #person idiom:users.show #question|#asking
users.show: .74: #person state|details
users.show: .88: #person state|details show
users.show: .84: #person role which|what|show|all !#role
users.show: .84: #person role !#role !assign !revoke !remove !give !not:assign !not:give
users.show: .84: #person is:block|is:unblock #question
users.show: .88: #person is:block|was:block is|was #question
users.show: .96: #person changed|state account changed|latest|deed
users.show: .8: #person changed latest
users.show: .8: #person changed account|state
users.show: .8: #person account show|state|details|what
users.show: .66: #person account #short
users.show: .74: #person profile
users.show: .84: my profile|user|account|role show|state|details|what
users.show: .76: my profile !organisation !our
users.show: .86: idiom:users.show my|me role|account|user|profile
users.show: .98: my|me role which|what|show|display !#role !#person
users.show: .93: my|me role idiom:users.show #asking|#question|#short !#role !#person
users.show: .8: #sure display !#role
users.show: .84: user #person show
users.show: .82: user #person state|details
users.show: .5: user #person

users.add: .9: add user
users.add: .82: add #person
users.add: .93: add user #person
users.add: .93: add #person #email
users.add: .86: user new #short
users.add: .93: newcomer #email|#person #short
users.add: .84: newcomer #short
users.add: .9: add #person account
users.add: .9: add newcomer
users.add: .94: add #person asRole #role
users.add: .9: newcomer account
users.add: .92: newcomer account add
users.add: .9: newcomer #person add|account|user
users.add: .84: user new need|want|give|#person|#email
users.add: .88: user new #email|#person
users.add: .86: account new #person|someone|newcomer
users.add: .8: account add
users.add: .92: account add #person
users.add: .84: account need|give #person newcomer
users.add: .78: newcomer signIn give|need|want|add
users.add: .84: newcomer signIn #person
users.add: .88: add #person #role #email
users.add: .91: add #person user #role
users.add: .82: account give|need newcomer|someone
users.add: .72: account need #person
users.add: .78: newcomer #person

users.edit: .82: edit #person details|state|account|user
users.edit: .9: edit #person #userField
users.edit: .93: edit #person #userField #value
users.edit: .95: #person #userField #value
users.edit: .86: #named #userField
users.edit: .72: edit #person
users.edit: .88: edit my #userField
users.edit: .93: edit my #userField #value
users.edit: .9: my #userField #value
users.edit: .84: edit user
users.edit: .84: edit user #person
users.edit: .86: edit my profile|details|state
users.edit: .86: edit #someone #userField
users.edit: .84: edit #person profile
users.edit: .8: user|account edit #someone

users.block: .88: block #person
users.block: .92: block #person account|signIn|user
users.block: .86: block user|account !#self
users.block: .82: block signIn !#self
users.block: .84: block #someone
users.block: .9: #person signIn noLonger !unblock !restore !is:block !was:block !not:block
users.block: .86: #person noLonger signIn|account !unblock !restore !is:block !was:block !not:block
users.block: .9: revoke|remove #person signIn
users.block: .88: gone #person block|signIn

users.unblock: .9: unblock #person
users.unblock: .92: unblock #person account|signIn|user
users.unblock: .86: unblock user|account|#someone !#self
users.unblock: .84: unblock signIn
users.unblock: .84: remove|undo is:block|was:block|block #person
users.unblock: .86: is:block #person fix|modal
users.unblock: .86: is:block #person restore|assign
users.unblock: .8: is:block #person signIn give|want|need
users.unblock: .98: unblock is:block|was:block #person
users.unblock: .86: was:block mistake #person

users.remove: .84: remove #person
users.remove: .93: remove #person user|account
users.remove: .9: remove user !#role
users.remove: .86: remove account
users.remove: .93: remove #person gone
users.remove: .92: remove account gone
users.remove: .86: remove #someone
users.remove: .88: remove newcomer #person

users.restore: .88: restore #person
users.restore: .93: restore #person account|user
users.restore: .9: restore #person was:remove|is:remove|remove
users.restore: .93: restore #person account was:remove|is:remove|remove
users.restore: .86: restore user|account
users.restore: .9: restore user|account was:remove|is:remove|remove
users.restore: .86: was:remove #person mistake modal
users.restore: .9: undo remove|was:remove|is:remove #person
users.restore: .88: restore #someone
users.restore: .92: unblock was:remove|is:remove #person account
users.restore: .86: get #person account was:remove|is:remove|remove

roles.list: .97: idiom:roles.list role !#role
roles.list: .84: role show|all|which|what|howMany !#role !#sure
roles.list: .7: role
roles.list: .88: role each
roles.list: .9: idiom:roles.list !#role

roles.show: .88: #role purpose|what
roles.show: .93: #role purpose|what role
roles.show: .9: #role show role
roles.show: .97: #role details|purpose show
roles.show: .9: #role canDo|allowed
roles.show: .9: #role right
roles.show: .95: #role whoGrants
roles.show: .88: #role whoGrants|who assign|give allowed|can
roles.show: .68: #role role
roles.show: .92: #role how|whoGrants get

roles.assign: .92: assign #role #person
roles.assign: .94: assign #role #person role
roles.assign: .9: add #role #person !user !newcomer
roles.assign: .88: put|give|get #role #person
roles.assign: .9: give #role #person role
roles.assign: .92: need|want #role #self role|right
roles.assign: .9: give #self #role
roles.assign: .97: give #self #role role !details !purpose
roles.assign: .88: assign|add #role #self
roles.assign: .88: need|want #role #self
roles.assign: .86: assign role
roles.assign: .84: give|add role
roles.assign: .9: assign|give|add role #person
roles.assign: .86: need|want #role #person
roles.assign: .86: assign #role
roles.assign: .84: assign #person right
roles.assign: .88: assign #role role
roles.assign: .82: #role #person #short !who !is !what !show !revoke !remove !noLonger !not:give !not:assign !add !user !newcomer
roles.assign: .93: can|may|want|need|modal get #role #self|#person !what !which
roles.assign: .84: give #role role
roles.assign: .86: edit #person #role

roles.revoke: .92: revoke #role #person
roles.revoke: .95: revoke #role #person role|right
roles.revoke: .9: remove #role #person
roles.revoke: .93: remove #role #person role
roles.revoke: .92: noLonger #role #person
roles.revoke: .9: noLonger #role #person need|is|modal
roles.revoke: .9: take #role #person
roles.revoke: .93: unassign #role
roles.revoke: .97: revoke|remove|take #role #self
roles.revoke: .88: noLonger #role #self
roles.revoke: .86: revoke|remove role
roles.revoke: .92: revoke|remove role #person
roles.revoke: .86: revoke #role
roles.revoke: .86: revoke right #person
roles.revoke: .96: revoke|remove noLonger #role #person
roles.revoke: .84: undo #role #person

permissions.show: .88: idiom:permissions.show !#role
permissions.show: .9: canDo #person|#self !idiom:help !command
permissions.show: .88: canDo who|why
permissions.show: .88: right #person show|which|what
permissions.show: .84: right #person
permissions.show: .86: right #self show|which|what
permissions.show: .78: right #self
permissions.show: .74: right who

password.reset: .9: reset password
password.reset: .93: reset password #person
password.reset: .9: forgot password
password.reset: .93: forgot password #person
password.reset: .9: edit password
password.reset: .92: edit password #person
password.reset: .9: new password
password.reset: .86: need|want|give|get password
password.reset: .9: need|want|give|get password #person
password.reset: .88: new password #person
password.reset: .72: password #short
password.reset: .76: password #person #short
password.reset: .78: cannotEnter #person
password.reset: .74: cannotEnter #self
password.reset: .92: cannotEnter password
password.reset: .93: cannotEnter password #person
password.reset: .93: cannotEnter forgot #person
password.reset: .78: reset #person !#field !#role
password.reset: .78: reset signIn
password.reset: .8: reset account #person
password.reset: .93: cannotEnter password reset|edit|new
password.reset: .84: restore password
password.reset: .84: send password

requests.list: .88: idiom:requests.list !#person
requests.list: .86: request pending
requests.list: .84: request show|which|all
requests.list: .66: request
requests.list: .9: idiom:requests.list request|pending
requests.list: .8: pending #self approve|request
requests.list: .68: pending approve
requests.list: .56: approve

business-profile.show: .84: businessProfile show|what|which|visible|customers
business-profile.show: .76: businessProfile
business-profile.show: .9: idiom:business-profile.show
business-profile.show: .93: idiom:business-profile.show businessProfile|profile|organisation
business-profile.show: .8: profile visible|customers
business-profile.show: .84: profile visible|customers show|what
business-profile.edit: .92: businessProfile edit
business-profile.edit: .95: businessProfile edit #pageField
business-profile.edit: .95: businessProfile #pageField #value
business-profile.edit: .96: businessProfile edit #pageField #value
business-profile.edit: .86: draft edit
business-profile.edit: .9: draft edit #pageField
business-profile.edit: .88: businessProfile put #pageField
business-profile.edit: .85: businessProfile add #pageField|#value
business-profile.publish: .95: businessProfile publish
business-profile.publish: .92: profile publish
business-profile.publish: .92: draft publish
business-profile.publish: .95: draft publish profile|businessProfile
business-profile.publish: .62: publish
business-profile.publish: .84: publish organisation
business-profile.unpublish: .96: businessProfile unpublish
business-profile.unpublish: .95: businessProfile remove|block
business-profile.unpublish: .92: profile unpublish
business-profile.unpublish: .94: idiom:business-profile.unpublish
business-profile.unpublish: .96: idiom:business-profile.unpublish businessProfile|profile|unpublish
business-profile.unpublish: .9: businessProfile not:publish|noLonger visible|public
business-profile.unpublish: .94: businessProfile undo publish|was:publish
business-profile.unpublish: .62: unpublish
business-profile.unpublish: .84: unpublish organisation|visible

catalog.show: .86: catalog show|what|which
catalog.show: .78: catalog
catalog.show: .9: catalog #product
catalog.show: .84: catalog #segment
catalog.show: .88: idiom:catalog.show catalog|offer|pinned|sell|#segment|#product
catalog.show: .96: idiom:catalog.show #segment
catalog.show: .76: idiom:catalog.show
catalog.show: .84: pinned show|what|which|offer !#product
catalog.show: .8: sell #segment what|which
catalog.show: .8: sell #product
catalog.show: .7: pinned !#product
catalog.pin: .92: pin #product
catalog.pin: .94: pin|put #product top
catalog.pin: .95: pin|put|add #product top catalog
catalog.pin: .93: pin #product catalog|offer|pinned
catalog.pin: .95: add|put #product pinned
catalog.pin: .84: top #product
catalog.pin: .84: pin offer|catalog
catalog.unpin: .93: unpin #product
catalog.unpin: .95: unpin #product catalog|pinned|offer|top
catalog.unpin: .94: remove|take|revoke #product pinned|top
catalog.unpin: .95: remove|take|revoke #product pinned|top catalog|offer
catalog.unpin: .88: remove|revoke|unpin #product catalog
catalog.unpin: .97: not:pin|noLonger pin|pinned #product
catalog.unpin: .84: unpin
catalog.unpin: .93: undo pin|pinned|was:pin #product
catalog.move: .93: move #product #position
catalog.move: .94: move #product #position place
catalog.move: .93: put #product #position
catalog.move: .95: put|move|edit #product #position pinned|place|catalog|offer
catalog.move: .96: #product #position place !price
catalog.move: .85: #product place #position
catalog.move: .9: #product #position pinned
catalog.move: .86: #product #position modal catalog|pinned|offer
catalog.move: .82: #product #ordinal !price !#since
catalog.move: .82: move pinned|catalog
catalog.move: .72: move #product
catalog.move: .93: pin #product #place

prices.find: .9: price #product
prices.find: .9: howMuch #product
prices.find: .94: price howMuch #product
prices.find: .84: #quantity #product
prices.find: .86: #plan #product
prices.find: .9: #plan #quantity #product
prices.find: .9: #currency #product
prices.find: .76: #market #product
prices.find: .66: #product #segment
prices.find: .5: #product
prices.find: .74: price licence
prices.find: .56: price show|search|want|need
prices.find: .52: price
prices.history: .94: price trend #product
prices.history: .985: howMuch|price trend #product
prices.history: 1.02: pastPrice #product
prices.history: .84: trend #product
prices.history: .76: price trend
prices.history: .92: price changed howMany #product
prices.history: .9: price changed trend #product
prices.changes: .94: idiom:prices.changes
prices.changes: .88: priceMove
prices.changes: .95: priceMove #since|#segment|what|which|price|priceSheet !trend
prices.changes: .9: price|priceSheet changed !#product
prices.changes: .84: price|priceSheet changed #product
prices.changes: .97: price changed|was:edit|is:edit #product latest|#question !trend
prices.changes: .9: price|priceSheet was:edit|is:edit|was:add|is:add|was:remove|is:remove !#product
prices.changes: .92: price|priceSheet was:edit|is:edit|was:add|is:add|was:remove|is:remove #since|#segment|what|which
prices.changes: .88: price|priceSheet changed #since
prices.changes: .92: price|priceSheet changed show|which|what !#product
prices.changes: .9: priceSheet changed latest
prices.changes: .86: priceSheet was:add|was:remove|is:add|is:remove
prices.changes: .88: changed offer|price #since
prices.changes: .96: idiom:prices.changes changed #since
prices.changes: .72: priceSheet latest what
prices.changes: .8: changed #segment #since
prices.import: .93: import priceSheet|price
prices.import: .94: idiom:prices.import
prices.import: .88: add priceSheet
prices.import: .86: edit priceSheet
prices.import: .78: new priceSheet give|put|read
prices.import: .6: priceSheet

offers.list: .88: offer show|which|what|current|search
offers.list: .8: offer
offers.list: .9: offer #product
offers.list: .9: offer #segment
offers.list: .91: offer current #product|#segment
offers.subscribe: .94: subscribe offer|news|price
offers.subscribe: .95: subscribe offer|news|price here
offers.subscribe: .96: subscribe offer|news|price #product|#segment
offers.subscribe: .86: *subscribe here
offers.subscribe: .86: subscribe #product
offers.subscribe: .84: subscribe #segment
offers.subscribe: .8: *subscribe
offers.subscribe: .8: subscription offer
offers.subscribe: .86: want|need|give news #product|here|#segment|offer|price
offers.subscribe: .84: want|need|get news|offer here
offers.subscribe: .84: add subscription
offers.unsubscribe: .96: unsubscribe offer|news|price|subscription
offers.unsubscribe: .97: unsubscribe offer|news|price|subscription #product|here
offers.unsubscribe: .9: idiom:offers.unsubscribe
offers.unsubscribe: .97: idiom:offers.unsubscribe news|offer|price|#product|subscription|here
offers.unsubscribe: .9: unsubscribe here
offers.unsubscribe: .9: unsubscribe #product
offers.unsubscribe: .92: noLonger news|subscribe #product
offers.unsubscribe: .9: noLonger news|subscribe offer|price|here
offers.unsubscribe: .88: undo|remove|unsubscribe subscription
offers.unsubscribe: .86: remove news
offers.subscriptions: .95: is:subscribe|subscription which|what|show offer|here|news|#product
offers.subscriptions: .9: is:subscribe which|what|show
offers.subscriptions: .93: idiom:offers.subscriptions
offers.subscriptions: .95: idiom:offers.subscriptions subscription|news|offer|here
offers.subscriptions: .86: subscription show|which|what
offers.subscriptions: .82: subscription here|current|our|all
offers.subscriptions: .72: subscription
offers.subscriptions: .98: news which|what here|our subscribe|get
offers.subscriptions: .99: #question our get|subscribe news !can !modal !want !need
offers.subscriptions: .84: news show|which|what here|our

audit.show: .9: audit show|what
audit.show: .8: audit
audit.show: .9: audit #person
audit.show: .9: deed #person
audit.show: .86: deed
audit.show: .9: deed #since
audit.show: .93: deed #person #since
audit.show: .92: audit #since
audit.show: .9: whoDid
audit.show: .93: whoDid #since
audit.show: .88: idiom:audit.show
audit.show: .93: idiom:audit.show #person
audit.show: .9: idiom:audit.show #since
audit.show: .86: changed #person #since
audit.show: .86: which was:any #since
audit.show: .9: #sure what|which was:any
audit.export: .95: export audit
audit.export: .95: export audit #person
audit.export: .94: csv audit
audit.export: .95: csv|export deed
audit.export: .95: csv|export idiom:audit.show
audit.export: .96: csv export audit
audit.export: .96: export audit #since
audit.verify: .95: verify integrity audit
audit.verify: .92: integrity audit
audit.verify: .94: idiom:audit.verify
audit.verify: .97: idiom:audit.verify audit verify
audit.verify: .95: idiom:audit.verify integrity
audit.verify: .9: verify audit
undo: .93: undo !offer !news !subscription !audit
undo: .95: undo latest
undo: .95: idiom:undo
undo: .97: idiom:undo undo
undo: .93: idiom:undo mistake
undo: .93: undo mistake
undo: .9: mistake restore
`;

/** Concepts that an operation accounts for beside those of its rule. */
const tolerated: Record<string, string> = {
  help: 'command helpWord allowed canDo role answer purpose offer profile catalog account user here',
  'language.set': 'speak answer language here command user helpWord profile #language #market news put',
  'profile.show': 'profile organisation account details state #section #field current right pending search licence draft fix request mistake role visible verify',
  'profile.edit': 'profile organisation account details state #section #field #value edit put add language changed new role gone #companyField fix request mistake visible',
  'users.list': 'user account role search signIn state details organisation licence right #role canDo #field allowed newcomer #person is:assign was:assign perfect verify',
  'users.show': 'user account state details role right signIn organisation #person profile is:block was:block is:unblock was:unblock is:reset changed latest verify allowed fix is:remove gone deed helpWord place is:restore was:restore is:edit was:edit current audit licence #role trend',
  'users.add': 'user account add newcomer signIn role organisation #person #email #role new assign catalog put details licence right helpWord visible',
  'users.edit': 'user account details state edit #field #value profile #person put language organisation is:edit role mistake new add changed place was:edit gone trend fix speak signIn was:add right visible licence',
  'users.block': 'user account signIn block #person organisation gone right noLonger state mistake remove allowed revoke cannotEnter pending password fix deed put role was:remove is:remove visible helpWord',
  'users.unblock': 'user account signIn unblock #person is:block was:block mistake organisation restore fix allowed right cannotEnter gone remove state request undo block noLonger deed pending put newcomer licence role was:remove was:unblock helpWord trend',
  'users.remove': 'user account remove #person gone organisation signIn right state block revoke newcomer mistake details fix licence catalog helpWord password noLonger put deed',
  'users.restore': 'user account restore #person was:remove is:remove remove mistake organisation undo gone get add signIn state fix deed unblock newcomer put allowed details was:restore noLonger is:restore pending cannotEnter latest changed helpWord',
  'roles.list': 'role user account organisation howMany purpose details state licence each canDo right is:assign was:assign give allowed #person catalog #roles trend perfect put was:add is:add visible verify',
  'roles.show': 'role #role purpose allowed canDo right whoGrants give organisation account details state user show put is:assign was:assign signIn profile was:add get newcomer helpWord catalog audit verify',
  'roles.assign': 'role #role #person assign right user add give put account organisation signIn newcomer edit allowed new gone state canDo request place licence details helpWord visible',
  'roles.revoke': 'role #role #person revoke right user remove take account organisation signIn noLonger is:assign gone allowed undo mistake state place is:revoke details licence was:assign pending helpWord need not:assign not:add deed trend was:edit visible',
  'permissions.show': 'right allowed canDo user account role #person can signIn organisation whoGrants state request details command helpWord visible verify',
  'password.reset': 'password reset forgot cannotEnter signIn account user #person edit new unblock fix mistake add helpWord restore give allowed pending right state #email is:block was:block trend was:edit is:reset was:reset request noLonger not:verify put deed #field changed latest gone organisation newcomer purpose licence',
  'requests.list': 'request pending approve is:approve was:approve #person right role password answer state user mistake verify is:verify current latest account gone fix audit news was:request details deed allowed was:add helpWord trend licence visible organisation catalog',
  'business-profile.show': 'businessProfile profile visible organisation draft details state customers catalog account is:publish was:publish user is:unpublish sell news offer trend place #section signIn current audit purpose licence helpWord verify',
  'business-profile.edit': 'businessProfile profile visible organisation draft details edit #field #value put add changed #section new state is:edit language noLonger trend catalog account place user #companyField gone role fix mistake speak offer',
  'business-profile.publish': 'businessProfile profile visible organisation draft publish state edit is:approve was:approve fix customers new put is:verify was:verify is:edit was:edit changed allowed catalog user all news account approve is:publish gone is:draft was:add details trend offer helpWord',
  'business-profile.unpublish': 'businessProfile profile visible organisation draft unpublish remove state customers noLonger put publish catalog block gone not:publish user revoke unpin changed undo mistake is:publish was:publish subscription pending news account take fix offer trend place was:edit is:edit',
  'catalog.show': 'catalog offer sell pinned top organisation place price licence state visible #segment #product details search account is:pin current user news latest allowed customers is:add was:pin all right purpose verify',
  'catalog.pin': 'catalog pin pinned top offer place #product put add sell move organisation visible news new customers price current trend licence account user',
  'catalog.unpin': 'catalog unpin pinned top offer place #product remove take revoke pin organisation visible noLonger sell gone unpublish is:pin undo move put user not:pin latest trend account was:pin mistake',
  'catalog.move': 'catalog move pinned top offer place #product put pin edit #position sell organisation is:pin restore changed account visible user trend',
  'prices.find': 'price licence #product #quantity #term #billing #segment #market #currency #date howMuch offer sell user account give termWord billingWord customers organisation state subscription place catalog need visible gone details purpose priceSheet was:add newcomer right allowed signIn request verify new put search helpWord #plan #since',
  'prices.history': 'price trend changed licence #product #segment #market #term was:edit was:move is:move move catalog state details audit offer termWord #since organisation was:pin priceSheet news user deed visible customers sell was:import purpose search gone #plan #currency account place verify',
  'prices.changes': 'price priceSheet changed trend #since #product #segment news was:add was:remove is:add is:remove was:edit is:edit offer catalog licence latest state sell deed search new move was:move visible customers organisation is:move audit pending details #market gone #currency was:import is:unpublish was:unpublish #plan verify',
  'prices.import': 'import price priceSheet add edit new latest put give changed news csv details catalog licence audit account state was:import organisation user offer #market fix pending need sell request was:edit helpWord #since allowed',
  'offers.list': 'offer price current #product #segment news sell catalog licence organisation customers state latest changed new details subscription visible trend search right gone is:edit pinned user allowed priceSheet #since pending account verify',
  'offers.subscribe': 'subscribe offer news price here #product #segment changed new subscription latest priceSheet add user sell catalog organisation is:edit was:edit is:publish was:add licence put visible account trend was:move details state signIn answer gone audit #market was:publish helpWord place',
  'offers.unsubscribe': 'unsubscribe offer news price here #product noLonger subscription changed new priceSheet remove undo not:subscribe latest user catalog sell organisation state licence block is:subscribe answer put visible account revoke is:edit gone trend cannotEnter',
  'offers.subscriptions': 'subscription subscribe offer news price here is:subscribe was:subscribe changed priceSheet #product current user catalog state organisation latest sell is:unsubscribe new account licence answer is:add visible helpWord details put trend verify',
  'audit.show': 'audit deed changed latest user account #person was:any state details trend #since role password profile businessProfile price catalog offer organisation signIn right all priceSheet search #role #section licence new draft request mistake gone current visible #product news place is:any give is:edit put #field verify',
  'audit.export': 'audit export csv deed user account #person trend #since details state latest changed all price give was:any organisation licence import put request news signIn gone place',
  'audit.verify': 'audit verify integrity trail state deed is:edit was:edit edit changed is:verify organisation account was:remove is:remove user details all trend visible was:add noLonger gone licence',
  undo: 'undo latest mistake changed edit deed restore is:edit was:edit was:any put user account gone fix state trend move remove organisation audit answer visible news done is:any place',
};

/** Facts that are hardly met outside our matter; a rule met by none of them is unsure where other words stand about. */
export const strongFacts: ReadonlySet<string> = new Set(
  `password role right catalog priceSheet audit businessProfile offer subscription pinned profile user canDo cannotEnter command helpWord
  subscribe #role #roles #product #sure #email pin unpin unpublish unsubscribe publish undo csv integrity licence deed idiom`.split(/\s+/),
);

export interface Rule {
  operation: string;
  weight: number;
  groups: readonly (readonly string[])[];
  forbidden: readonly string[];
  /** Whether the rule counts on what was done, denied or asked about. */
  pastOk: boolean;
  /** Whether it may be met by words that deny. */
  notOk: boolean;
}

/** Operations whose turns of phrase tell of what has been done. */
const TELLING = /^(?:audit\.show|permissions\.show|prices\.changes|users\.show|requests\.list|business-profile\.unpublish|offers\.unsubscribe|audit\.verify|offers\.subscriptions|undo)$/;

export const rules: readonly Rule[] = book
  .split('\n')
  .filter((line) => line.includes(':'))
  .map(readRule);

function readRule(line: string): Rule {
  const [, operation = '', weight = '0', needs = ''] = /^([a-z.-]+): (\d*\.\d+): (.*)$/.exec(line.trim()) ?? [];
  const words = needs.split(/\s+/).filter(Boolean);
  return {
    operation,
    weight: Number(weight),
    groups: words.filter((word) => !word.startsWith('!')).map((word) => word.split('|')),
    forbidden: words.filter((word) => word.startsWith('!')).map((word) => word.slice(1)),
    pastOk: /deed|changed|trend|was:|is:|who|why|not:|noLonger|forgot|cannotEnter/.test(needs) || (needs.includes('idiom:') && TELLING.test(operation)),
    notOk: /why|not:|noLonger|forgot|cannotEnter/.test(needs) || /idiom:(?:permissions\.show|business-profile\.unpublish|offers\.unsubscribe|audit\.verify)/.test(needs),
  };
}

export const toleratedBy: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries(tolerated).map(([operation, concepts]) => [operation, new Set(concepts.split(' '))]),
);

export const operationIds: readonly string[] = Object.keys(tolerated);

/** Operations that change something: they need more certainty than one that only shows. */
export const changing: ReadonlySet<string> = new Set(
  operationIds.filter((id) => /\.(?:edit|add|block|unblock|remove|restore|assign|revoke|reset|publish|unpublish|pin|unpin|move|import|subscribe|unsubscribe|export)$|^undo$/.test(id)),
);
