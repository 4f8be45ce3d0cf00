/** How Teams draws cards: sizes, spacing and colours (all with a contrast of 4.5:1 or more on their background). */

const FONT = "'Segoe UI', system-ui, -apple-system, 'Noto Sans', 'Helvetica Neue', sans-serif";

const LIGHT = {
  text: ['#242424', '#616161'],
  dark: ['#242424', '#616161'],
  light: ['#ffffff', '#e0e0e0'],
  accent: ['#4f52b2', '#5b5fc7'],
  good: ['#0c5e0c', '#107c10'],
  warning: ['#7a4a00', '#835b00'],
  attention: ['#b10e1c', '#bc2f32'],
  styles: {
    default: ['#ffffff', '#d1d1d1'],
    emphasis: ['#f5f5f5', '#d1d1d1'],
    accent: ['#ebecfa', '#c5cbfa'],
    good: ['#e7f4e7', '#a9d3a9'],
    warning: ['#fdf3e1', '#f2d6a2'],
    attention: ['#fdecee', '#f1bbc1'],
  },
  line: '#e0e0e0',
};

const DARK = {
  text: ['#ffffff', '#adadad'],
  dark: ['#d6d6d6', '#adadad'],
  light: ['#ffffff', '#d6d6d6'],
  accent: ['#aab1fa', '#9299f7'],
  good: ['#92d592', '#7ac47a'],
  warning: ['#f9d58f', '#e5bd6e'],
  attention: ['#f6a9ad', '#ee8e94'],
  styles: {
    default: ['#292929', '#525252'],
    emphasis: ['#333333', '#525252'],
    accent: ['#2f2f4a', '#4f52b2'],
    good: ['#14331a', '#2d6a35'],
    warning: ['#3d2f10', '#7a5a14'],
    attention: ['#45191d', '#8a2d34'],
  },
  line: '#474747',
};

/** @param {'light'|'dark'} theme @returns {object} a host configuration for the renderer */
export function hostConfigFor(theme) {
  const palette = theme === 'dark' ? DARK : LIGHT;
  const containerStyles = Object.fromEntries(
    Object.entries(palette.styles).map(([name, [backgroundColor, borderColor]]) => [
      name,
      { backgroundColor, borderColor, foregroundColors: foregrounds(palette) },
    ]),
  );
  const label = { color: 'default', isSubtle: false, size: 'default', weight: 'bolder' };
  return {
    supportsInteractivity: true,
    fontFamily: FONT,
    fontTypes: {
      default: {
        fontFamily: FONT,
        fontSizes: { small: 12, default: 14, medium: 16, large: 18, extraLarge: 24 },
        fontWeights: { lighter: 300, default: 400, bolder: 600 },
      },
      monospace: {
        fontFamily: "'Cascadia Mono', Consolas, 'DejaVu Sans Mono', monospace",
        fontSizes: { small: 12, default: 14, medium: 16, large: 18, extraLarge: 24 },
        fontWeights: { lighter: 300, default: 400, bolder: 600 },
      },
    },
    lineHeights: { small: 16, default: 20, medium: 22, large: 24, extraLarge: 32 },
    spacing: { small: 4, default: 8, medium: 12, large: 16, extraLarge: 24, padding: 16 },
    separator: { lineThickness: 1, lineColor: palette.line },
    imageSizes: { small: 32, medium: 52, large: 100 },
    imageSet: { imageSize: 'medium', maxImageHeight: 100 },
    containerStyles,
    inputs: {
      label: { inputSpacing: 'small', requiredInputs: { ...label, suffixColor: 'attention' }, optionalInputs: label },
      errorMessage: { color: 'attention', size: 'small', weight: 'default' },
    },
    actions: {
      maxActions: 6,
      spacing: 'large',
      buttonSpacing: 8,
      showCard: { actionMode: 'inline', inlineTopMargin: 12, style: 'emphasis' },
      actionsOrientation: 'horizontal',
      actionAlignment: 'left',
      iconPlacement: 'leftOfTitle',
      iconSize: 16,
    },
    factSet: {
      title: { size: 'default', color: 'default', weight: 'bolder', isSubtle: false, maxWidth: 160, wrap: true },
      value: { size: 'default', color: 'default', weight: 'default', isSubtle: false, wrap: true },
      spacing: 16,
    },
    textStyles: {
      heading: { size: 'large', weight: 'bolder', color: 'default', isSubtle: false },
      columnHeader: { size: 'default', weight: 'bolder', color: 'default', isSubtle: false },
    },
    textBlock: { headingLevel: 3 },
    adaptiveCard: { allowCustomStyle: false },
  };
}

function foregrounds(palette) {
  const pair = ([color, subtle]) => ({ default: color, subtle });
  return {
    default: pair(palette.text),
    dark: pair(palette.dark),
    light: pair(palette.light),
    accent: pair(palette.accent),
    good: pair(palette.good),
    warning: pair(palette.warning),
    attention: pair(palette.attention),
  };
}
