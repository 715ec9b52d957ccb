import { isWithin } from '../../../kernel/division.ts';
import type { LocalDate } from '../../../kernel/local-date.ts';
import { LANGUAGES, type Language } from '../../../kernel/messages.ts';
import { effectOf } from './faults.ts';
import type { Kind } from './fields.ts';
import { fieldLabel } from './messages.ts';
import type { Division } from './places.ts';
import type { Row } from './sheet.ts';
import { ITEMS } from './taxonomy.ts';
import { templateMessages } from './template-messages.ts';
import { CHOICES } from './words.ts';

/** What people call a sheet that explains the others. */
const HELP_NAMES = /^(?:表格)?(?:填[写表报]|使用|导入)?(?:说明|须知|指南)$|^(?:instructions?|how to fill (?:it |this )?in|read ?me|help)$/i;
const HEADER_OF_HELP = (['column', 'required', 'hint', 'example', 'choices'] as const);

/** Whether a sheet without a header of the kind explains how to fill in the others: the second sheet of our own blank one, under whatever name, or one named so. */
export function explainsOthers(name: string, top: readonly Row[]): boolean {
  const isOwn = (row: Row) => LANGUAGES.some((language) => HEADER_OF_HELP.every((key, i) => row.cells.find(({ column }) => column === i + 1)?.text === templateMessages[language][`imports.template.${key}`]));
  return HELP_NAMES.test(name.trim()) || top.slice(0, 5).some(isOwn);
}

/** A column of a blank sheet. `form`: numbers of many digits stay text, or the spreadsheet cuts them. */
export type TemplateColumn = { field: string; label: string; isRequired: boolean; form: 'any' | 'text' | 'day'; hint: string; example: string; choices: string[] };
export type Template = { fileName: string; sheetName: string; columns: TemplateColumn[]; help: Record<'name' | 'lead' | 'column' | 'required' | 'hint' | 'example' | 'choices' | 'isRequired' | 'isOptional' | 'mark', string> };

/** The columns of a blank sheet in the order in which people fill them. What is worked out (the age, the field of a need) is not asked for. */
export const TEMPLATE_FIELDS: Record<Kind, readonly string[]> = {
  needs: ['index', 'name', 'sex', 'residentId', 'birthDate', 'phone', 'county', 'street', 'place', 'address', 'item', 'description', 'urgency', 'wishedTime', 'language', 'channel', 'heardBy', 'heardOn', 'remark'],
  resources: ['index', 'county', 'provider', 'providerKind', 'kind', 'items', 'quantity', 'unit', 'reach', 'times', 'qualification', 'language', 'contact', 'phone', 'validFrom', 'validUntil', 'remark'],
  organizations: ['index', 'county', 'name', 'uscc', 'filingNo', 'kind', 'authority', 'registeredOn', 'supervisingUnit', 'legalRepresentative', 'contact', 'phone', 'address', 'grade', 'gradeUntil', 'isSocialWorkAgency', 'partyOrganization', 'businessScope', 'remark'],
};

const FORMS: Record<string, TemplateColumn['form']> = {
  residentId: 'text', phone: 'text', uscc: 'text', filingNo: 'text', birthDate: 'day', heardOn: 'day', validFrom: 'day', validUntil: 'day', registeredOn: 'day', gradeUntil: 'day',
};

/** Where the example lives: a community with its street and banner, the first of the area acted for. */
export type ExamplePlace = { county: string; street: string; place: string };

export function examplePlace(divisions: readonly Division[], actingFor = ''): ExamplePlace {
  const community = divisions.find(({ level, code }) => level === 'community' && isWithin(code, actingFor)) ?? divisions.find(({ level }) => level === 'community');
  const nameOf = (length: number) => divisions.find(({ code }) => code === community?.code.slice(0, length))?.name ?? '';
  return { county: nameOf(6), street: nameOf(9), place: community?.name ?? '' };
}

/** A blank sheet of a kind, made of the fields by which the reader knows its columns and the words by which it knows its cells. */
export function templateOf(kind: Kind, language: Language, today: LocalDate, where: ExamplePlace): Template {
  const say = (key: string) => (templateMessages[language] as Record<string, string>)[key] ?? '';
  const own = (what: string, field: string) => say(`imports.${what}.${kind}.${field}`) || say(`imports.${what}.${field}`);
  const here: Record<string, string> = { ...where, heardOn: today, validFrom: today, validUntil: `${Number(today.slice(0, 4)) + 1}-12-31`, gradeUntil: `${Number(today.slice(0, 4)) + 3}-12-31`, reach: where.county, authority: `${where.county}民政局` };
  const columns = TEMPLATE_FIELDS[kind].map((field): TemplateColumn => ({
    field, label: fieldLabel(language, kind, field), isRequired: effectOf(kind, field, 'missing') === 'refuse', form: FORMS[field] ?? 'any', hint: own('hint', field), example: here[field] ?? own('example', field),
    choices: choicesOf(kind, field, language),
  }));
  const help = Object.fromEntries(['name', 'lead', 'column', 'required', 'hint', 'example', 'choices', 'isRequired', 'isOptional', 'mark'].map((key) => [key, say(`imports.template.${key}`)])) as Template['help'];
  return { fileName: `${say(`imports.template.file.${kind}`)}.xlsx`, sheetName: say(`imports.template.sheet.${kind}`), columns, help };
}

const choicesOf = (kind: Kind, field: string, language: Language): string[] =>
  field === 'item' || field === 'items' ? ITEMS.map((item) => item[language]) : (CHOICES[`${kind}.${field}`] ?? CHOICES[field])?.[language] ?? [];
