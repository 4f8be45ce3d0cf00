/** Catalog, prices and offers. */
export const salesRules = `
catalog.show: .86: catalog show|what|which
catalog.show: .78: catalog
catalog.show: .9: catalog #product
catalog.show: .84: catalog #segment
catalog.show: .88: idiom:catalog.show catalog|offer|pinned|sell|#segment|#product
catalog.show: .96: idiom:catalog.show #segment
catalog.show: .76: idiom:catalog.show
catalog.show: .88: pinned show|what|which|offer|our !#product !put !add
catalog.show: .93: is:pin|was:pin|pinned offer|productWord|catalog which|what|show|our !#product
catalog.show: .8: sell #segment what|which
catalog.show: .8: sell #product
catalog.show: .7: pinned !#product
catalog.pin: .92: pin #product
catalog.pin: .94: pin|put #product top
catalog.pin: .95: pin|put|add #product top catalog
catalog.pin: .93: pin #product catalog|offer|pinned
catalog.pin: .95: add|put #product pinned
catalog.pin: .84: top #product
catalog.pin: .92: want|need|put #product pinned|top !#position
catalog.pin: .9: move|put|give #product top !#position
catalog.pin: .84: pin offer|catalog|productWord
catalog.unpin: .93: unpin #product
catalog.unpin: .95: unpin #product catalog|pinned|offer|top
catalog.unpin: .94: remove|take|revoke #product pinned|top
catalog.unpin: .95: remove|take|revoke #product pinned|top catalog|offer
catalog.unpin: .88: remove|revoke|unpin #product catalog
catalog.unpin: .97: not:pin|noLonger pin|pinned #product
catalog.unpin: .95: noLonger top|pinned|pin #product
catalog.unpin: .97: not:pin noLonger #product
catalog.unpin: .84: unpin
catalog.unpin: .86: unpin productWord
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
catalog.move: .8: move productWord
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
prices.find: .74: price licence !times
prices.find: .56: price show|search|want|need !times
prices.find: .52: price !times
prices.history: .94: price trend #product
prices.history: .985: howMuch|price trend #product !#day
prices.history: 1.02: pastPrice #product !#day
prices.history: .84: trend #product
prices.history: .82: idiom:prices.history
prices.history: .96: idiom:prices.history #product !#day
prices.history: .76: price trend
prices.history: .92: price changed howMany #product
prices.history: .9: price changed trend #product
prices.changes: .94: idiom:prices.changes
prices.changes: .88: *priceMove
prices.changes: .95: priceMove #since|#segment|what|which|price|priceSheet !trend
prices.changes: .9: price|priceSheet changed !#product
prices.changes: .84: price|priceSheet changed #product
prices.changes: .97: price changed|was:edit|is:edit #product latest|#question !trend
prices.changes: .96: price|priceSheet edit asks !can !modal !want !need
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
prices.changes: .95: price|priceSheet new productWord|#since|what|which !import !put
prices.import: .93: import priceSheet|price
prices.import: .94: idiom:prices.import
prices.import: .88: add priceSheet
prices.import: .86: edit priceSheet
prices.import: .78: new priceSheet give|put|read
prices.import: .6: priceSheet
offers.list: .88: offer show|which|what|current|search !pinned
offers.list: .8: offer !pinned
offers.list: .9: offer #product !pinned
offers.list: .9: offer #segment !pinned
offers.list: .91: offer current #product|#segment !pinned
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
offers.unsubscribe: .94: stop news|subscribe|give|subscription offer|price|news|subscription|#product|here !pinned
offers.unsubscribe: .9: stop *news|*subscription|*offer !pinned
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
offers.subscriptions: .98: news which|what here|our subscribe|get|give
offers.subscriptions: .99: #question our get|subscribe news !can !modal !want !need
offers.subscriptions: .84: news show|which|what here|our
`;
