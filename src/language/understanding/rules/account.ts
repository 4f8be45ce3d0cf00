/** Help, language, profiles, requests, the trail and undo. */
export const accountRules = `
help: .86: how idiom:help !#person
help: .8: idiom:help
help: .62: helpWord !#person
help: .8: youCan what|which|show|command|all|helpWord !#person
help: .66: youCan #question !#person
help: .7: command show|what|which|#all
help: .62: command
language.set: .97: language #language edit|put|speak my !#sure
language.set: .9: #language speak|language|answer|edit !#sure
language.set: .88: #language language !#sure
language.set: .86: idiom:language.set #language !#sure
language.set: .82: #language please !#sure
language.set: .6: #language !#sure
language.set: .95: language edit !#person !#value !#field
language.set: .93: language edit howWord|how
language.set: .7: language edit
language.set: .62: idiom:language.set
profile.show: .94: idiom:profile.show
profile.show: .78: *profile show|what|search
profile.show: .8: profile our|organisation|account show|what|search
profile.show: .76: profile #short show|what|search
profile.show: .68: profile #short !my !#person
profile.show: .72: *profile
profile.show: .93: profile integrity|completeness !edit !add !put
profile.show: .9: businessProfile completeness #question !edit !add !put !audit
profile.show: .84: profile show|what #section
profile.show: .84: profile #section
profile.show: .8: #section organisation|our|account
profile.show: .78: #section show|what|who|which|search|where
profile.show: .7: #section details
profile.show: .74: #sectionPhrase !my !me
profile.show: .84: #sectionPhrase who|which|what|search !my
profile.show: .68: #section #orgField
profile.show: .86: #section #orgField what|which|show|who|where|search|display|give !edit !#value
profile.show: .84: #sectionPhrase show|what|display|verify|which|where !edit
profile.show: .8: #section organisation|our|account show|what|who|which
profile.edit: .86: profile edit !which
profile.edit: .9: profile edit #section !which
profile.edit: .9: profile edit #orgField
profile.edit: .9: #section edit !which
profile.edit: .93: #section edit #orgField
profile.edit: .9: #section #orgField #value !what !which !who !#question
profile.edit: .88: #section #value valueIs !what !which !who !#question
profile.edit: .76: #section need|want put
profile.edit: .88: #section put|give new !which
profile.edit: .9: #sectionPhrase put new
profile.edit: .84: #section put #value
profile.edit: .72: #ownField edit organisation|our
profile.edit: .86: organisation|our|account edit #orgField #value
profile.edit: .82: organisation|our edit #orgField
profile.edit: .84: #companyField edit
profile.edit: .8: #companyField our|organisation #value
profile.edit: .72: #section add #value
profile.edit: .84: #section wrongValue !#question
requests.list: .88: idiom:requests.list !#person
requests.list: .86: request pending
requests.list: .84: request show|which|all
requests.list: .66: request
requests.list: .96: idiom:requests.list request|pending
requests.list: .8: pending #self approve|request
requests.list: .68: pending approve
requests.list: .84: pending #self what|which|show
requests.list: .56: approve
business-profile.show: .84: businessProfile show|what|which|visible|customers
business-profile.show: .76: businessProfile
business-profile.show: .9: idiom:business-profile.show
business-profile.show: .93: idiom:business-profile.show businessProfile|profile|organisation
business-profile.show: .8: profile visible|customers
business-profile.show: .84: profile visible|customers show|what
business-profile.edit: .92: businessProfile edit
business-profile.edit: .95: businessProfile edit #pageField
business-profile.edit: .95: businessProfile #pageField #value !what !which
business-profile.edit: .96: businessProfile edit #pageField #value
business-profile.edit: .88: edit #publicField
business-profile.edit: .9: edit|add #publicField our|organisation|my
business-profile.edit: .86: draft edit
business-profile.edit: .93: businessProfile #value !#question
business-profile.edit: .9: draft edit #pageField
business-profile.edit: .88: businessProfile put #pageField
business-profile.edit: .92: businessProfile #pageField new|need|wrongValue !which !who
business-profile.edit: .85: businessProfile add #pageField|#value
business-profile.publish: .95: businessProfile publish
business-profile.publish: .92: profile publish
business-profile.publish: .97: publish profile|businessProfile visible|customers !noLonger
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
business-profile.unpublish: .94: noLonger customers|visible profile|businessProfile
business-profile.unpublish: .62: unpublish
business-profile.unpublish: .84: unpublish organisation|visible
audit.show: .9: audit show|what
audit.show: .8: audit
audit.show: .9: audit #person
audit.show: .9: deed #person
audit.show: .86: *deed
audit.show: .88: deed #self what|which
audit.show: .9: *deed #since
audit.show: .88: deedNoun latest !price !priceSheet !offer !undo
audit.show: .86: changed latest account|organisation
audit.show: .93: deed #person #since
audit.show: .92: audit #since
audit.show: .9: whoDid
audit.show: .97: which|what was:any|is:any #since|latest|byWhom !price !priceSheet !offer !#product
audit.show: .95: byWhom was:any|is:any !price
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
audit.export: .84: export csv #person
audit.export: .95: csv|export deed
audit.export: .95: csv|export idiom:audit.show
audit.export: .96: csv export audit
audit.export: .96: export audit #since
audit.verify: .95: verify integrity audit
audit.verify: .97: integrity audit
audit.verify: .94: idiom:audit.verify
audit.verify: .97: idiom:audit.verify audit verify
audit.verify: .95: idiom:audit.verify integrity
audit.verify: .9: verify audit
audit.verify: .96: verify audit|trail not:edit|was:edit|is:edit|was:remove|not:remove
undo: .93: undo !offer !news !subscription !audit
undo: .95: undo latest
undo: .95: idiom:undo
undo: .97: idiom:undo undo
undo: .93: idiom:undo mistake
undo: .93: undo mistake
undo: .96: undo lastDeed
undo: .92: remove|take|put|restore|edit|stop|revoke lastDeed
`;
