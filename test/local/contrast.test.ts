import { loadPageModule, readPageSource } from './load-page-module';

interface Pair {
  default: string;
  subtle: string;
}
interface Style {
  backgroundColor: string;
  foregroundColors: Record<string, Pair>;
}
const { hostConfigFor } = loadPageModule<{
  hostConfigFor: (theme: string) => { containerStyles: Record<string, Style> };
}>('host-config.js');

/** WCAG 2.2, AA for text of ordinary size. */
const ENOUGH = 4.5;
const THEMES = ['light', 'dark'];

function luminance(color: string): number {
  const channels = [1, 3, 5].map((at) => parseInt(color.slice(at, at + 2), 16) / 255);
  const [red = 0, green = 0, blue = 0] = channels.map((value) =>
    value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** `light` text is for dark backgrounds of the card's own, and the other way round. */
const isMeantFor = (theme: string, name: string) => !(theme === 'light' && name === 'light');

const cardPairs = THEMES.flatMap((theme) =>
  Object.entries(hostConfigFor(theme).containerStyles).flatMap(([style, { backgroundColor, foregroundColors }]) =>
    Object.entries(foregroundColors)
      .filter(([name]) => isMeantFor(theme, name))
      .flatMap(([name, pair]) => [
        [theme, style, name, pair.default, backgroundColor] as const,
        [theme, style, `${name}, subtle`, pair.subtle, backgroundColor] as const,
      ]),
  ),
);

const themeBlocks = readPageSource('base.css').matchAll(/(:root|\[data-theme='dark'\]) \{([^}]*)\}/g);
const [light = {}, dark = {}] = [...themeBlocks].map(([, , block = '']) =>
  Object.fromEntries(
    [...block.matchAll(/--([\w-]+):\s*(#[\da-f]{6})/g)].map(([, name = '', value = '']) => [name, value] as const),
  ),
);
const pagePairs = Object.entries({ light, dark }).flatMap(([theme, colors]) =>
  (
    [
      ['text', ['room', 'rail', 'surface', 'hover', 'selected', 'mine']],
      ['text-2', ['room', 'surface']],
      ['text-3', ['room', 'rail', 'surface', 'hover', 'selected']],
      ['brand-text', ['surface', 'room', 'mine']],
      ['on-brand', ['brand-strong', 'danger-fill']],
      ['danger', ['danger-back', 'surface']],
    ] as const
  ).flatMap(([ink, papers]) =>
    papers.map((paper) => [theme, ink, paper, colors[ink] ?? '', colors[paper] ?? ''] as const),
  ),
);

describe('contrast', () => {
  it.each(cardPairs)('%s card, %s container: %s', (_theme, _style, _name, ink, paper) => {
    expect(contrast(ink, paper)).toBeGreaterThanOrEqual(ENOUGH);
  });

  it.each(pagePairs)('%s page: %s on %s', (_theme, _ink, _paper, ink, paper) => {
    expect(contrast(ink, paper)).toBeGreaterThanOrEqual(ENOUGH);
  });
});
