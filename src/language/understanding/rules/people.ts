/** Users, roles, rights and passwords. */
export const peopleRules = `
users.list: .84: user show|search|all|howMany|which !rolesWord
users.list: 1.0: whoCan signIn account
users.list: .88: our #role get|perfect|is #question !can !right !need
users.list: .76: who #role
users.list: .97: who #role role|right|is|perfect !whoGrants !whoCan !purpose !get
users.list: .86: who #role !assign !revoke
users.list: .88: show|all|which #role user
users.list: .84: show|all|which #roles
users.list: .86: howMany #role
users.list: .82: #roles
users.list: .9: everyone #role
users.list: .84: everyone organisation|account|signIn|user show|give|who|all|search
users.list: .8: everyone organisation|account|signIn|user #short
users.list: .88: howMuch|howMany account|user get|perfect|is|everyone !#product !#role
users.list: .84: search #person user
users.list: .86: search someone #person
users.list: .86: idiom:users.list
users.list: .66: *user
users.list: .84: user account #short !#person !edit !add !remove !block !unblock !restore
users.list: .84: who account !was:any !whoCan !is:block
users.list: .88: search user starts
users.list: .78: search starts
users.list: .86: someone #role is|perfect search|who|is
users.list: .76: which|someone #role
users.show: .88: idiom:users.show subject #short !#role !can
users.show: .97: #sure role idiom:users.show|which|what !#role
users.show: .88: my idiom:users.show role|account|user|details|state|right !organisation
users.show: .97: #person idiom:users.show #question|#asking
users.show: .74: #person state|details
users.show: .88: #person state|details show
users.show: .84: #person role which|what|show|all !#role
users.show: .84: #sure role !#role !was:any !assign !revoke !remove !give !not:assign !not:give
users.show: .84: #person is:block|is:unblock #question
users.show: .88: #person is:block|was:block is|was #question
users.show: 1.02: #sure account was:edit|is:edit|changed latest
users.show: .96: #person changed|state account changed|latest|deed
users.show: .8: #person changed latest
users.show: .8: #person changed account|state
users.show: .8: #person account show|state|details|what|verify|display
users.show: .78: #sure verify state|account|details !edit
users.show: .66: #person account #short
users.show: .74: #person profile
users.show: .84: my profile|user|account|role show|state|details|what
users.show: .76: my profile !organisation !our
users.show: .86: idiom:users.show my|me role|account|user|profile
users.show: .98: my role which|what|show|display !#role !#person
users.show: .98: subject role which|what|howMany get|perfect|is !#role !#person !assign !give !can
users.show: .93: my|subject role idiom:users.show #asking|#question|#short !#role !#person
users.show: .8: #sure display !#role !edit
users.show: .84: user #person show
users.show: .82: user #person state|details
users.show: .5: user #person
users.show: .86: #sure idiom:users.show
users.show: 1.0: subject idiom:users.show role !#role !#person !can
users.show: .9: user #person who|what|display|show
users.add: .9: add user
users.add: .82: add #person
users.add: .84: add #someone !#role
users.add: .92: add #someone new
users.add: .95: add #person #email #role
users.add: .93: add user #person
users.add: .93: add #person #email
users.add: .9: user new #short !show !which !who !#role
users.add: .93: newcomer #email|#person #short
users.add: .84: newcomer #short !is !#question
users.add: .9: add #person account
users.add: .9: add newcomer
users.add: .94: add #person asRole #role
users.add: .97: newcomer #person #email
users.add: .98: account #email need|add|want #role
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
users.edit: .9: edit #person details|state|account|user !show
users.edit: .9: edit #person #userField
users.edit: .93: edit #person #userField #value
users.edit: .95: #person #userField #value
users.edit: .86: #named #userField
users.edit: .72: edit #person !who
users.edit: .9: #sure #userField wrongValue !#question
users.edit: .88: edit my #userField
users.edit: .93: edit my #userField #value
users.edit: .9: my #userField #value
users.edit: .95: #language language my user|details|state|profile
users.edit: .86: subject #userField #value edit|was:edit|is:edit|new|put
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
users.block: .84: block #self user|account|signIn
users.block: .9: #person signIn noLonger !unblock !restore !is:block !was:block !not:block
users.block: .86: #person noLonger signIn|account !gone !unblock !restore !is:block !was:block !not:block
users.block: .9: revoke|remove #person signIn
users.block: .88: gone #person block|signIn
users.unblock: .9: unblock #person
users.unblock: .92: unblock #person account|signIn|user
users.unblock: .86: unblock user|account|#someone !#self
users.unblock: .84: unblock signIn
users.unblock: .99: remove|undo|revoke|take|unblock blockNoun #person
users.unblock: .84: remove|undo is:block|was:block #person
users.unblock: .86: is:block #person fix|modal
users.unblock: .86: is:block #person restore|assign
users.unblock: .8: is:block #person signIn give|want|need
users.unblock: .98: unblock is:block|was:block #person
users.unblock: .86: was:block mistake #person
users.remove: .84: remove #person !restore !mistake
users.remove: .93: remove #person user|account !restore !mistake
users.remove: .9: remove user !#role !restore !mistake
users.remove: .92: revoke|take|remove #person user !#role !role !right !restore !mistake
users.remove: .86: remove account !restore !mistake
users.remove: .93: remove #person gone !restore !mistake
users.remove: .86: gone account #person !add !block !restore !mistake
users.remove: .92: remove account gone !restore !mistake
users.remove: .86: remove #someone !role !#role !restore !mistake
users.remove: .88: remove newcomer #person !restore !mistake
users.restore: .88: restore #person
users.restore: .93: restore #person account|user
users.restore: .9: restore #person was:remove|is:remove|remove
users.restore: .93: restore #person account was:remove|is:remove|remove
users.restore: .86: restore user|account
users.restore: .9: restore user|account was:remove|is:remove|remove
users.restore: .86: was:remove #person mistake modal
users.restore: .9: undo remove|was:remove|is:remove #person
users.restore: .88: restore #someone
users.restore: .97: remove|is:remove mistake #person !#role
users.restore: .97: remove|take is:remove|was:remove #person user|account
users.restore: .97: undo remove #person !#role
users.restore: .92: unblock was:remove|is:remove #person account
users.restore: .86: get #person account was:remove|is:remove|remove
roles.list: .97: idiom:roles.list role !#role !was:any
roles.list: .95: rolesWord howMany|each !#role !was:any
roles.list: .9: rolesWord user which|what !#role !#sure !was:any
roles.list: .84: role #short show|all|current|howMany|each !#role !#sure !my !subject !give !assign !add !was:any
roles.list: .84: rolesWord show|all|which|what|howMany !#role !#sure !was:any
roles.list: .96: rolesWord which|what|show can|may|allowed assign|give !#role !#person
roles.list: .7: rolesWord !#role !#sure !was:any
roles.list: .88: role each !#role !was:any
roles.list: .9: idiom:roles.list !#role !was:any
roles.show: .88: #role purpose|what
roles.show: .93: #role purpose|what role
roles.show: .9: #role show role
roles.show: .93: #role details|state|purpose|display role
roles.show: .97: #role details|purpose show
roles.show: .9: #role canDo|allowed
roles.show: .9: #role right
roles.show: .95: #role whoGrants
roles.show: .88: #role whoGrants|who assign|give allowed|can
roles.show: .68: #role role
roles.show: .8: #role purpose #question !assign !revoke
roles.show: .92: #role how|whoGrants get
roles.assign: .92: assign #role #person
roles.assign: .94: assign #role #person role
roles.assign: .9: add #role #person !user !newcomer
roles.assign: .88: put|give|get #role #person
roles.assign: .9: give #role #person role
roles.assign: .92: need|want #role #self role|right
roles.assign: .9: give #self #role !#roles
roles.assign: .9: put me #role
roles.assign: .97: give #self #role role !details !purpose !#roles
roles.assign: .88: assign|add #role #self !#roles
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
roles.assign: .84: give #role role !#roles
roles.assign: .88: become #role #person !who !what !is:assign
roles.assign: .84: become #role #self modal|want|need !who !what
roles.assign: .86: edit #person #role
roles.revoke: .92: revoke #role #person
roles.revoke: .95: revoke #role #person role|right
roles.revoke: .9: remove #role #person
roles.revoke: .93: remove #role #person role
roles.revoke: .92: noLonger #role #person
roles.revoke: .9: noLonger #role #person need|is|modal
roles.revoke: .93: unassign #role
roles.revoke: .97: revoke|remove|take #role #self
roles.revoke: .88: noLonger #role #self
roles.revoke: .86: revoke|remove role
roles.revoke: .92: revoke|remove role #person
roles.revoke: .9: revoke|remove|take role #someone !#role
roles.revoke: .86: revoke #role
roles.revoke: .86: revoke right #person
roles.revoke: .96: revoke|remove noLonger #role #person
roles.revoke: .84: undo #role #person
roles.revoke: .9: offWord #role #person !assign
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
users.add: .9: account #email new|add|need|give|#short !reset !block !unblock !remove !restore !show !display !edit
password.reset: .84: restore password
password.reset: .84: send password
`;
