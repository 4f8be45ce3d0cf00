import { PassThrough, Readable } from 'node:stream';
import { readToday, understandLines } from '../../../src/understand';

async function run(lines: string): Promise<{ answers: unknown[]; errors: string }> {
  const [output, errors] = [new PassThrough(), new PassThrough()];
  await understandLines(Readable.from([lines]), output, errors, '2026-11-23');
  const read = (stream: PassThrough): string => String(stream.read() ?? '');
  return {
    answers: read(output)
      .trim()
      .split('\n')
      .map((line): unknown => JSON.parse(line)),
    errors: read(errors),
  };
}

describe('npm run understand', () => {
  it('answers each line in order', async () => {
    const { answers, errors } = await run(
      '{"locale":"en-GB","text":"unpin E3"}\n{"locale":"fr-FR","text":"débloque Karim Haddad"}\n',
    );

    expect(answers).toMatchObject([
      { operation: 'catalog.unpin', slots: { product: 'E3' } },
      { operation: 'users.unblock', slots: { user: 'Karim Haddad' } },
    ]);
    expect(errors).toBe('');
  });

  it('answers a bad line with nothing and says so', async () => {
    const { answers, errors } = await run('not json\n{"locale":"en-GB","text":"undo"}\n');

    expect(answers).toMatchObject([{ operation: null, slots: {}, confidence: 0 }, { operation: 'undo' }]);
    expect(errors).toContain('Line 1');
  });

  it.each([
    [['--today', '2026-10-01'], '2026-10-01'],
    [['--today=2026-10-01'], '2026-10-01'],
    [[], '2026-11-23'],
    [['--today', 'soon'], undefined],
  ])('takes today from %j', (argv, expected) => {
    expect(readToday(argv, new Date('2026-11-23T12:00:00Z'))).toBe(expected);
  });
});
