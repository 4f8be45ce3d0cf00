/** Concepts that an operation accounts for beside those of its rule. */
export const tolerated: Readonly<Record<string, string>> = {
  help: 'command helpWord allowed canDo role answer purpose offer profile catalog account user here',
  'language.set': 'speak answer language here command user helpWord profile #language #market news put',
  'profile.show':
    'customers profile organisation account details state #section #field current right pending search licence draft fix request mistake role visible verify',
  'profile.edit':
    'customers profile organisation account details state #section #field #value edit put add language changed new role gone #companyField fix request mistake visible',
  'users.list':
    'user account role search signIn state details organisation licence right #role canDo #field allowed newcomer #person is:assign was:assign perfect verify',
  'users.show':
    'user account state details role right signIn organisation #person profile is:block was:block is:unblock was:unblock is:reset changed latest verify allowed fix is:remove gone deed helpWord place is:restore was:restore is:edit was:edit current audit licence #role trend',
  'users.add':
    'user account add newcomer signIn role organisation #person #email #role new assign catalog put details licence right helpWord visible',
  'users.edit':
    'user account details state edit #field #value profile #person put language organisation is:edit role mistake new add changed place was:edit gone trend fix speak signIn was:add right visible licence',
  'users.block':
    'user account signIn block #person organisation gone right noLonger state mistake remove allowed revoke cannotEnter pending password fix deed put role was:remove is:remove visible helpWord',
  'users.unblock':
    'user account signIn unblock #person is:block was:block mistake organisation restore fix allowed right cannotEnter gone remove state request undo block noLonger deed pending put newcomer licence role was:remove was:unblock helpWord trend',
  'users.remove':
    'user account remove #person gone organisation signIn right state block revoke newcomer mistake details fix licence catalog helpWord password noLonger put deed',
  'users.restore':
    'user account restore #person was:remove is:remove remove mistake organisation undo gone get add signIn state fix deed unblock newcomer put allowed details was:restore noLonger is:restore pending cannotEnter latest changed helpWord',
  'roles.list':
    'role user account organisation howMany purpose details state licence each canDo right is:assign was:assign give allowed #person catalog #roles trend perfect put was:add is:add visible verify',
  'roles.show':
    'role #role purpose allowed canDo right whoGrants give organisation account details state user show put is:assign was:assign signIn profile was:add get newcomer helpWord catalog audit verify',
  'roles.assign':
    'role #role #person assign right user add give put account organisation signIn newcomer edit allowed new gone state canDo request place licence details helpWord visible',
  'roles.revoke':
    'role #role #person revoke right user remove take account organisation signIn noLonger is:assign gone allowed undo mistake state place is:revoke details licence was:assign pending helpWord need not:assign not:add deed trend was:edit visible',
  'permissions.show':
    'right allowed canDo user account role #person can signIn organisation whoGrants state request details command helpWord visible verify',
  'password.reset':
    'password reset forgot cannotEnter signIn account user #person edit new unblock fix mistake add helpWord restore give allowed pending right state #email is:block was:block trend was:edit is:reset was:reset request noLonger not:verify put deed #field changed latest gone organisation newcomer purpose licence',
  'requests.list':
    'request pending approve is:approve was:approve #person right role password answer state user mistake verify is:verify current latest account gone fix audit news was:request details deed allowed was:add helpWord trend licence visible organisation catalog',
  'business-profile.show':
    'customers businessProfile profile visible organisation draft details state customers catalog account is:publish was:publish user is:unpublish sell news offer trend place #section signIn current audit purpose licence helpWord verify',
  'business-profile.edit':
    'customers businessProfile profile visible organisation draft details edit #field #value put add changed #section new state is:edit language noLonger trend catalog account place user #companyField gone role fix mistake speak offer',
  'business-profile.publish':
    'customers businessProfile profile visible organisation draft publish state edit is:approve was:approve fix customers new put is:verify was:verify is:edit was:edit changed allowed catalog user all news account approve is:publish gone is:draft was:add details trend offer helpWord',
  'business-profile.unpublish':
    'customers businessProfile profile visible organisation draft unpublish remove state customers noLonger put publish catalog block gone not:publish user revoke unpin changed undo mistake is:publish was:publish subscription pending news account take fix offer trend place was:edit is:edit',
  'catalog.show':
    'customers catalog offer sell pinned top organisation place price licence state visible #segment #product details search account is:pin current user news latest allowed customers is:add was:pin all right purpose verify',
  'catalog.pin':
    'catalog pin pinned top offer place #product put add sell move organisation visible news new customers price current trend licence account user',
  'catalog.unpin':
    'catalog unpin pinned top offer place #product remove take revoke pin organisation visible noLonger sell gone unpublish is:pin undo move put user not:pin latest trend account was:pin mistake',
  'catalog.move':
    'catalog move pinned top offer place #product put pin edit #position sell organisation is:pin restore changed account visible user trend',
  'prices.find':
    'billingWord customers price licence #product #quantity #term #billing #segment #market #currency #date howMuch offer sell user account give termWord billingWord customers organisation state subscription place catalog need visible gone details purpose priceSheet was:add newcomer right allowed signIn request verify new put search helpWord #plan #since',
  'prices.history':
    'price trend changed licence #product #segment #market #term was:edit was:move is:move move catalog state details audit offer termWord #since organisation was:pin priceSheet news user deed visible customers sell was:import purpose search gone #plan #currency account place verify',
  'prices.changes':
    'customers price priceSheet changed trend #since #product #segment news was:add was:remove is:add is:remove was:edit is:edit offer catalog licence latest state sell deed search new move was:move visible customers organisation is:move audit pending details #market gone #currency was:import is:unpublish was:unpublish #plan verify',
  'prices.import':
    'import price priceSheet add edit new latest put give changed news csv details catalog licence audit account state was:import organisation user offer #market fix pending need sell request was:edit helpWord #since allowed',
  'offers.list':
    'customers offer price current #product #segment news sell catalog licence organisation customers state latest changed new details subscription visible trend search right gone is:edit pinned user allowed priceSheet #since pending account verify',
  'offers.subscribe':
    'customers subscribe offer news price here #product #segment changed new subscription latest priceSheet add user sell catalog organisation is:edit was:edit is:publish was:add licence put visible account trend was:move details state signIn answer gone audit #market was:publish helpWord place',
  'offers.unsubscribe':
    'unsubscribe offer news price here #product noLonger subscription changed new priceSheet remove undo not:subscribe latest user catalog sell organisation state licence block is:subscribe answer put visible account revoke is:edit gone trend cannotEnter',
  'offers.subscriptions':
    'subscription subscribe offer news price here is:subscribe was:subscribe changed priceSheet #product current user catalog state organisation latest sell is:unsubscribe new account licence answer is:add visible helpWord details put trend verify',
  'audit.show':
    'audit deed changed latest user account #person was:any state details trend #since role password profile businessProfile price catalog offer organisation signIn right all priceSheet search #role #section licence new draft request mistake gone current visible #product news place is:any give is:edit put #field verify',
  'audit.export':
    'audit export csv deed user account #person trend #since details state latest changed all price give was:any organisation licence import put request news signIn gone place',
  'audit.verify':
    'audit verify integrity trail state deed is:edit was:edit edit changed is:verify organisation account was:remove is:remove user details all trend visible was:add noLonger gone licence',
  undo: 'undo latest mistake changed edit deed restore is:edit was:edit was:any put user account gone fix state trend move remove organisation audit answer visible news done is:any place',
};
