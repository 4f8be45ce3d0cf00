import fc from 'fast-check';
import { loadPageModule } from './load-page-module';

const { renderMarkdown } = loadPageModule<{
  renderMarkdown: (text: string, options?: { breaks?: boolean }) => string;
}>('markdown.js');

describe('markdown of cards and messages', () => {
  it.each([
    ['plain words', 'a plain line', '<p>a plain line</p>'],
    ['bold', 'a **bold** word', '<p>a <strong>bold</strong> word</p>'],
    ['bold with underscores', '__bold__', '<p><strong>bold</strong></p>'],
    ['italic', 'an *italic* and _another_', '<p>an <em>italic</em> and <em>another</em></p>'],
    ['bold within italic', '*a **b** c*', '<p>*a <strong>b</strong> c*</p>'],
    ['a lone star', '5 * 3 * 2', '<p>5 * 3 * 2</p>'],
    ['underscores within a word', 'a_file_name', '<p>a_file_name</p>'],
    ['an escaped star', String.raw`\*not italic\*`, '<p>*not italic*</p>'],
    ['an escaped link', String.raw`\[Approved\](https://evil.example)`, '<p>[Approved](https://evil.example)</p>'],
    ['an entity', 'a &lt;b&gt; &#42;', '<p>a &#60;b&#62; *</p>'],
    ['paragraphs', 'one\n\ntwo', '<p>one</p><p>two</p>'],
    ['a line break, which cards join', 'one\ntwo', '<p>one\ntwo</p>'],
    ['a list', '- a\n- **b**', '<ul><li>a</li><li><strong>b</strong></li></ul>'],
    ['a numbered list that begins later', '3. a\r4. b', '<ol start="3"><li>a</li><li>b</li></ol>'],
    ['a list after words', 'words:\n- a', '<p>words:</p><ul><li>a</li></ul>'],
    ['a mention', '<at>Marie Dupont</at> asks', '<p><span class="mention">Marie Dupont</span> asks</p>'],
    ['html', '<img src=x onerror=alert(1)>', '<p>&#60;img src=x onerror=alert(1)&#62;</p>'],
  ])('renders %s', (_name, text, html) => {
    expect(renderMarkdown(text)).toBe(html);
  });

  it('keeps line breaks in messages', () => {
    expect(renderMarkdown('one\ntwo', { breaks: true })).toBe('<p>one<br>two</p>');
  });

  it('links web and mail addresses only', () => {
    const link = (url: string) => renderMarkdown(`[open](${url})`);

    expect(link('https://contoso.example/a?b=1&c=2')).toBe(
      '<p><a href="https://contoso.example/a?b=1&#38;c=2" target="_blank" rel="noopener noreferrer">open</a></p>',
    );
    expect(link('mailto:marie@contoso.example')).toContain('href="mailto:marie@contoso.example"');
    for (const url of [
      'javascript:alert`1`',
      'JaVaScRiPt:alert`1`',
      'data:text/html,x',
      'file:///etc/hosts',
      '//x.example',
    ])
      expect(link(url)).not.toContain('<a');
  });

  it('never lets foreign markup through', () => {
    const piece = fc.oneof(
      fc.string({ maxLength: 6 }),
      fc.constantFrom(
        '<',
        '>',
        '"',
        "'",
        '**',
        '_',
        '[',
        '](',
        ')',
        '\\',
        '\n- ',
        'https://a.b',
        '<at>',
        '</at>',
        '&lt;',
        'onload=',
      ),
    );
    const allowed =
      /<\/?(?:p|strong|em|ul|li|br)>|<ol start="\d+">|<\/ol>|<span class="mention">|<\/span>|<a href="(?:https?:\/\/|mailto:)[^"<>]*" target="_blank" rel="noopener noreferrer">|<\/a>/gi;

    fc.assert(
      fc.property(fc.array(piece, { maxLength: 24 }), (pieces) => {
        const rest = renderMarkdown(pieces.join('')).replace(allowed, '');

        expect(rest).not.toMatch(/[<>"]/);
      }),
      { numRuns: 2_000 },
    );
  });
});
