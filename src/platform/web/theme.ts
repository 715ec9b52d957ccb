import { ground, mix, readable } from './colour.ts';

/** The four meanings and the three greys (docs: LOOK). Everything else, light and dark, is worked out from these. */
export const SEEDS = { sky: '#1f6fb2', steppe: '#3f8f5f', sand: '#c98a2b', poppy: '#c8453b', ink: '#1d2733', stone: '#66758a', paper: '#f6f7f9' } as const;
export type Mode = 'light' | 'dark';
export type Tone = 'sky' | 'steppe' | 'sand' | 'poppy' | 'stone';
export const TONES = ['sky', 'steppe', 'sand', 'poppy', 'stone'] as const;

/** Grounds a mode draws on: the page, what lies on it, what is pointed at, lines. */
export type Grounds = { page: string; sheet: string; sunk: string; line: string; strongLine: string; ink: string };

const night = mix('#000000', SEEDS.ink, 0.56);

export const GROUNDS: Record<Mode, Grounds> = {
  light: { page: SEEDS.paper, sheet: '#ffffff', sunk: mix(SEEDS.paper, SEEDS.ink, 0.035), line: mix('#ffffff', SEEDS.ink, 0.12), strongLine: mix('#ffffff', SEEDS.ink, 0.52), ink: SEEDS.ink },
  dark: { page: night, sheet: mix(night, SEEDS.paper, 0.055), sunk: mix(night, SEEDS.paper, 0.095), line: mix(night, SEEDS.paper, 0.17), strongLine: mix(night, SEEDS.paper, 0.46), ink: mix(night, SEEDS.paper, 0.93) },
};

/** A tone in one mode: for words, for shapes, for a faint ground behind words, and for words on that ground. */
export type Shade = { word: string; shape: string; tint: string };

export function shadeOf(tone: Tone, mode: Mode): Shade {
  const grounds = GROUNDS[mode];
  const tint = mix(grounds.sheet, SEEDS[tone], mode === 'light' ? 0.1 : 0.22);
  // Words stand on the page, on a sheet, on a sunk ground and on their own tint: readable on the hardest of the four.
  const word = [grounds.page, grounds.sheet, grounds.sunk, tint].reduce((colour, under) => readable(colour, under, 4.6), SEEDS[tone] as string);
  return { word, shape: readable(SEEDS[tone], grounds.sheet, 3.1), tint };
}

/** The custom properties that our own style sheets read. */
export function cssVariables(mode: Mode): Record<string, string> {
  const grounds = GROUNDS[mode];
  const variables: Record<string, string> = {
    '--page': grounds.page, '--sheet': grounds.sheet, '--sunk': grounds.sunk, '--line': grounds.line, '--strong-line': grounds.strongLine, '--ink': grounds.ink,
    '--float': mode === 'light' ? '0 6px 24px rgba(29, 39, 51, .16)' : '0 6px 24px rgba(0, 0, 0, .55)',
  };
  for (const tone of TONES) {
    const shade = shadeOf(tone, mode);
    variables[`--${tone}`] = shade.shape;
    variables[`--${tone}-word`] = shade.word;
    variables[`--${tone}-tint`] = shade.tint;
  }
  return variables;
}

/** The faces stand in styles/base.css, by language: an English apostrophe must not come from a Chinese face. */
export const FONTS = 'var(--font)';

/** antd's dark algorithm bends seed colours again, after we have made them readable: these are put back. */
const keptColours = (mode: Mode) => {
  const primary = mode === 'light' ? SEEDS.sky : shadeOf('sky', mode).word;
  const [success, warning, error] = (['steppe', 'sand', 'poppy'] as const).map((tone) => shadeOf(tone, mode).word);
  return { colorPrimary: primary, colorPrimaryText: shadeOf('sky', mode).word, colorInfo: primary, colorSuccess: success!, colorWarning: warning!, colorError: error!, colorErrorText: error!, colorWarningText: warning!, colorErrorHover: error!, colorErrorBorderHover: error! };
};

/** To be run after antd's own algorithm. */
export const keepColours = (mode: Mode) => <M extends object>(_seed: unknown, map?: M): M => ({ ...map, ...keptColours(mode) }) as M;

/** Ant Design's tokens of one mode, from the same shades as our own style sheets. */
export function antdTokens(mode: Mode, phone: boolean) {
  const grounds = GROUNDS[mode];
  const shade = (tone: Tone) => shadeOf(tone, mode);
  const primary = mode === 'light' ? SEEDS.sky : shade('sky').word;
  // Pointed at, pressed: towards the ink, so that the contrast only grows.
  const pressed = (share: number) => mix(primary, grounds.ink, share);
  return {
    token: {
      fontFamily: FONTS, fontSize: phone ? 16 : 14, borderRadius: 6, controlHeight: phone ? 44 : 32, controlHeightSM: phone ? 36 : 26, controlHeightLG: phone ? 52 : 40,
      colorPrimary: primary, colorPrimaryHover: pressed(0.14), colorPrimaryActive: pressed(0.26), colorInfo: primary, colorLink: shade('sky').word, colorLinkHover: shade('sky').word,
      colorSuccess: shade('steppe').word, colorWarning: shade('sand').word, colorError: shade('poppy').word,
      colorText: grounds.ink, colorTextSecondary: shade('stone').word, colorTextTertiary: shade('stone').word, colorTextDescription: shade('stone').word,
      colorTextPlaceholder: shade('stone').word, colorTextQuaternary: shade('stone').word, colorIcon: shade('stone').word,
      colorBgBase: grounds.sheet, colorBgLayout: grounds.page, colorBgContainer: grounds.sheet, colorBgElevated: mode === 'light' ? grounds.sheet : grounds.sunk,
      colorBorder: grounds.strongLine, colorBorderSecondary: grounds.line, colorSplit: grounds.line,
      colorTextLightSolid: ground(primary), motionDurationMid: '0.12s', motionDurationSlow: '0.16s', wireframe: false,
      boxShadow: 'var(--float)', boxShadowSecondary: 'var(--float)', boxShadowTertiary: 'none',
    },
    components: {
      Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none', fontWeight: 500 },
      Tooltip: { colorBgSpotlight: SEEDS.ink, colorTextLightSolid: '#ffffff' },
      Select: { optionSelectedBg: shade('sky').tint }, Tabs: { horizontalMargin: '0 0 12px 0' },
    },
  };
}
