import type { Item } from './questionnaire.ts';

/** A column that says one thing, or one thing in a language. */
export type Column = { field: TextField } | { words: WordsField; language: 'plain' | 'zh' | 'en' };
export type TextField = 'type' | 'list_name' | 'disabled' | 'form_title' | 'form_id' | 'version' | 'default_language'
  | keyof Pick<Item, 'name' | 'required' | 'relevant' | 'constraint' | 'calculation' | 'default' | 'appearance' | 'readOnly' | 'repeatCount' | 'choiceFilter'>;
export type WordsField = keyof Pick<Item, 'label' | 'hint' | 'requiredMessage' | 'constraintMessage'>;
export type SheetKind = 'survey' | 'choices' | 'settings';

const TEXT: Record<SheetKind, Record<string, TextField>> = {
  survey: {
    'type': 'type', 'command': 'type', 'name': 'name', 'tag': 'name', 'disabled': 'disabled', 'required': 'required', 'relevant': 'relevant', 'relevance': 'relevant', 'skip logic': 'relevant', 'constraint': 'constraint',
    'calculation': 'calculation', 'calculate': 'calculation', 'default': 'default', 'appearance': 'appearance', 'read only': 'readOnly', 'readonly': 'readOnly', 'repeat count': 'repeatCount', 'choice filter': 'choiceFilter',
  },
  choices: { 'list name': 'list_name', 'listname': 'list_name', 'name': 'name', 'value': 'name' },
  settings: { 'form title': 'form_title', 'title': 'form_title', 'form id': 'form_id', 'id string': 'form_id', 'version': 'version', 'default language': 'default_language' },
};
const WORDS: Record<string, WordsField> = {
  'label': 'label', 'caption': 'label', 'hint': 'hint', 'required message': 'requiredMessage', 'requiredmsg': 'requiredMessage', 'constraint message': 'constraintMessage', 'constraintmsg': 'constraintMessage', 'constraint msg': 'constraintMessage',
};

function languageOf(text: string): 'zh' | 'en' | null {
  if (/中文|汉语|漢語|简体|繁體|chinese|mandarin|(?:^|[^a-z])zh(?:[^a-z]|$)/i.test(text)) return 'zh';
  return /english|英|(?:^|[^a-z])en(?:[^a-z]|$)/i.test(text) ? 'en' : null;
}

/** What a header stands for, in any of the spellings that the standard has had; null for one that is not known here. */
export function readHeader(sheet: SheetKind, header: string): Column | null {
  const [first = '', ...rest] = header.replace(/^bind\s*::?\s*/i, '').replace(/^jr\s*::?\s*/i, '').split(/\s*::?\s*/);
  const base = first.toLowerCase().replace(/[\s_-]+/g, ' ').trim();
  const text = Object.hasOwn(TEXT[sheet], base) ? TEXT[sheet][base] : undefined;
  if (text) return rest.length === 0 ? { field: text } : null;
  const words = Object.hasOwn(WORDS, base) ? WORDS[base] : undefined;
  if (!words || sheet === 'settings' || (sheet === 'choices' && words !== 'label')) return null;
  if (rest.length === 0) return { words, language: 'plain' };
  const language = languageOf(rest.join(' '));
  return language && { words, language };
}

/** How the columns are headed when a form is written. */
export const HEADERS: Record<TextField | WordsField, string> = {
  type: 'type', name: 'name', disabled: 'disabled', list_name: 'list_name', form_title: 'form_title', form_id: 'form_id', version: 'version', default_language: 'default_language',
  required: 'required', relevant: 'relevant', constraint: 'constraint', calculation: 'calculation', default: 'default', appearance: 'appearance', readOnly: 'read_only', repeatCount: 'repeat_count', choiceFilter: 'choice_filter',
  label: 'label', hint: 'hint', requiredMessage: 'required_message', constraintMessage: 'constraint_message',
};
export const LANGUAGE_HEADERS = { plain: '', zh: '::中文 (zh)', en: '::English (en)' } as const;
