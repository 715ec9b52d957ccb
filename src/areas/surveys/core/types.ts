import type { Item, QuestionType } from './questionnaire.ts';

const TYPES: Record<string, QuestionType> = {
  'text': 'text', 'string': 'text', 'integer': 'integer', 'int': 'integer', 'decimal': 'decimal', 'date': 'date', 'note': 'note', 'calculate': 'calculate',
  'geopoint': 'geopoint', 'gps': 'geopoint', 'location': 'geopoint', 'image': 'image', 'photo': 'image', 'picture': 'image',
};
const SELECT = /^(?:add )?(select[ _](?:one|multiple)|select1|select all that apply)(?: prompt using| from)? (\S+?)( or[ _](?:specify )?other)?$/i;

/** What a cell of the column `type` asks for. A type that cannot be asked stays as it was typed. */
export function readType(typed: string): Pick<Item, 'kind' | 'type' | 'list' | 'orOther'> {
  const text = typed.replace(/\s+/g, ' ').trim();
  const plain = text.toLowerCase().replaceAll('_', ' ');
  const nothing = { list: '', orOther: false };
  if (plain === 'begin group' || plain === 'begin repeat') return { kind: plain === 'begin group' ? 'group' : 'repeat', type: plain, ...nothing };
  const select = SELECT.exec(text);
  if (select) return { kind: 'question', type: /one|select1/i.test(select[1]!) ? 'select_one' : 'select_multiple', list: select[2]!, orOther: select[3] !== undefined };
  const type = Object.hasOwn(TYPES, plain) ? TYPES[plain] : undefined;
  return type ? { kind: 'question', type, ...nothing } : { kind: 'unread', type: text, ...nothing };
}

/** The same, as it is written. */
export const writeType = ({ kind, type, list, orOther }: Item): string => (kind === 'question' && list ? `${type} ${list}${orOther ? ' or_other' : ''}` : type);
