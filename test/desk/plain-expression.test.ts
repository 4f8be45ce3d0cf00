import { Template } from 'adaptivecards-templating';
import { parsePlainly, type PlainExpression } from '../../src/desk/plain-expression';

/** As the library parses it, in the same few fields. */
function parseWithLibrary(text: string): PlainExpression {
  const tell = ({ type, children, value }: PlainExpression): PlainExpression => ({
    type,
    children: children.map(tell),
    ...(type === 'Constant' ? { value } : {}),
  });
  return tell(Template.parseInterpolatedString(text) as unknown as PlainExpression);
}

it.each([
  '${detail}',
  '${header.chip.color}',
  '${detail != null}',
  "${price != ''}",
  '${asksReason == true}',
  '${isHeld == false}',
  '${!isDone}',
  '${count(actions) > 0}',
  "${if(endsSoon, 'Warning', 'Default')}",
  "${if(contains(margin, '%'), 'Good', 'Default')}",
  "${if((exists(rows) && count(rows) > 0) || (exists(changes) && count(changes) > 0), 'Full', 'Default')}",
  "${a == 'x' && b || c}",
  '${ a  &&  !b }',
  '${!(a == null)}',
])('%s is parsed as the library does it', (text) => {
  expect(parsePlainly(text)).toEqual(parseWithLibrary(text));
});

it.each(['${who} · ${when}', '✓ ${text}', '${id}.error'])('%s is a text with fields', (text) => {
  expect(parsePlainly(text)).toMatchObject({ type: 'concat' });
});

it.each([
  '${$root.title}',
  '${rows[0]}',
  '${count(rows) + 1}',
  '${toUpper(title)}',
  '${count(rows}',
  '${a b}',
  '${}',
  "${'it\\'s'}",
  '${1.5 > a}',
  '${a > }',
  'costs $5 ${a}',
  'a \\${b}',
])('%s is left to the library', (text) => {
  expect(parsePlainly(text)).toBeUndefined();
});
