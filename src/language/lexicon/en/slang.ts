import type { Lexicon } from '../lexicon';

/** How colleagues talk among themselves: slang of Britain, Ireland and America, verbs that mean what stands beside them. */
export const slang: Lexicon['concepts'] = {
  show: `rattle off, reel off, flash us, flash me, break down, deets on, deets for, the deets, the lowdown on, the low down on, the skinny on, gis a look at, give us a gander at, have a gander at, gander at, have a nosey at, suss out`,
  display: `deets on, deets for, the lowdown on, the skinny on, gander at, what's the craic with`,
  add: `bung … in as, bung … on the account, bung … on the system, whip up a user, whip up an account, whip up a login, rustle up a user, rustle up an account, chuck … on the account, chuck … on the system, stick … on the account, stick … on the system, get … on the books`,
  remove: `bazooka, yeet, scrub … off, scrub … from, nuke … from, zap, {boot|chuck|bin|turf|yeet|lob|hoof|fling} … {off|out of} {the|our} {system|account|users|list|books}, bin … off, turf out, give … the heave ho`,
  block: `{boot|chuck|kick|lob} … out for now, put the brakes on, slam the door on, pull the plug on … {access|login|sign in}`,
  restore: `un nuke, un bin, un yeet, back from the dead, from beyond the grave, back from the grave, {drag|dig|fish|pull} … {back|out of the bin|out of the trash}`,
  assign: `{toss|throw|chuck|lob|bung|sling|dole|slap|whack|fling} … {at|out to|onto|over to}, {toss|throw|chuck|lob|bung|sling|slap} … {badge|hat|role|rights}, dole out, dole it out`,
  revoke: `{rip|nick|snatch|whip|yank|prise|claw} … {off|from|away|back}, boot … out of, boot … off, kick … off the`,
  pin: `slap a pin on, whack a pin on, stick a pin in, chuck … in the pins, bung … in the pins`,
  unpin: `{bin|ditch|lose|yank|pull|whip|rip|chuck} … {pin|pins}`,
  top: `numero uno, pole position, top dog`,
  import: `{wham|whack|bung|chuck|lob|sling|shove|stick|slam|pop|whizz|bang} {it|them|that|this} in, {wham|whack|bung|chuck|lob|sling|shove|slam|whizz} … into`,
  export: `xport, {spit|cough} … {csv|file|spreadsheet}`,
  trend: `{wobbled|drifted|bounced|jumped|crept|moved|shifted|yo yoed} {about|around|over|lately}, been {drifting|creeping|climbing|dropping|doing|wobbling|yo yoing}, {price|pricing} timeline, down the years, been priced`,
  changed: `{fiddled|messed|tinkered} with, {shifted|moved|wobbled} {price|pricing} wise, nasty surprises, price bumps, price bump, price hikes, price hike`,
  priceMove: `price wise, pricewise`,
  offer: `{owt|anything|summat} {cheap|going cheap}, ~freebies, ~freebie, ~steals`,
  subscribe: `{loop|count|rope|deal} {us|me|this chat|this channel|the team} in, {hook|set} {us|me|this chat|this channel} up with, ~buzz us, ~buzz me, ~holler`,
  unsubscribe: `{pack|jack|knock} in the, give over with, give it a rest with, give the … a rest, knock … on the head, ~zip it, do one with`,
  deed: `{been|was|were} {faffing|fannying|messing|mucking|monkeying|dicking|arsing|tinkering} {about|around|with|in|on}, stalk mode, shenanigans, receipts on, what went on, who's responsible for`,
  cannotEnter: `{keeps|kept} bouncing {off|me|him|her|them}, {bounced|booted|chucked|turfed} {out|off}, {won't|doesn't|wont} let {me|him|her|them} in`,
  forgot: `{pw|password|pwd} {is|'s|has|} {toast|knackered|dead|borked|fubar|kaput|bust|gone}, {pw|password|pwd} {aint|ain't|isn't|won't|don't} {working|work}`,
  pending: `in the pile, on my plate, {waiting|sitting} on me, to wave through, wave through`,
  helpWord: `magic words, party tricks, what's the patter, what's the magic`,
  how: `what's the patter for, the patter for, magic words for, magic words to, what's the magic, magic word for, magic word to`,
  someone: `folk, folks, some bod`,
  starts: `in the name, in their name`,
};

/** The same for whole operations. */
export const slangOfOperations: Lexicon['idioms'] = {
  'users.list': `roll call, head count, headcount, {who's|who has|who have we|who've we} {got the keys to|sat on|down as|on|rocking|sporting|got on|got as}`,
  'roles.list': `role lineup, {whole|full|entire} {lineup|line up|gamut|shebang} of roles, {whole|full|entire} role {lineup|line up}`,
  'users.show': `deets on, the skinny on`,
  'audit.show': `stalk mode, receipts on, {what|which} shenanigans, {who|which clown|which muppet|which numpty|what muppet} {was|has been|is|'s been} {faffing|mucking|messing|monkeying}, {everything|all} {he|she|they} did`,
  'requests.list': `{asks|stuff|things} in the pile, what's on my plate, {waiting|sitting} on me, {asks|stuff|things|anything} … to wave through`,
  'offers.unsubscribe': `{give|knock} it {a rest|off} with the, give over with the, pack in the`,
};

/** Who is spoken of without being named, and what is said of a password that no longer works. */
export const slangWords = `lad, lads, lass, guy, guys, bloke, blokes, dude, dudes, sod, sods, chap, chaps, fella, fellas, geezer, mate, mates, muppet, numpty, clown, newbie, noob, toast, aint, borked, knackered, owt, nowt, summat, innit, lmao, rofl, tbh, hmu, smh, fml, ruddy, bloody, flippin, flipping, cringe, hitched, folk, buddy, pal, craic`;
