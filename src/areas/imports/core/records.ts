import type { Language } from '../../../kernel/messages.ts';
import type { LocalDate } from '../../../kernel/local-date.ts';
import type { Kind } from './fields.ts';
import type { RegisteredKind } from './credit-code.ts';
import type { Quantity } from './quantity.ts';
import type { Reach } from './reach.ts';
import type { CellKind } from './sheet.ts';
import type { NotARow } from './rows.ts';
import type { Category } from './taxonomy.ts';
import type { Slot } from '../../needs/core/times.ts';
import type { Channel, ProviderKind, ResourceKind, ServiceLanguage, Sex } from './words.ts';

/**
 * What a row means. `typed` keeps, for each field that was understood into something else, what stood in the cell:
 * 送餐 beside `item: 'meals'`, 44260 beside `heardOn: '2021-03-05'`.
 *
 * | field | 中文 | of | form |
 * |---|---|---|---|
 * | name | 姓名 / 名称 | needs, organizations | one field, never split |
 * | residentId | 公民身份号码 | needs | 18 characters, checked; null if none was written |
 * | birthDate, sex | 出生日期, 性别 | needs | of the number where there is one |
 * | phones | 联系电话 | all | digits; landlines 0477-8591234 |
 * | divisionCode | 所属社区 / 登记地 | needs 12 digits, organizations 4 or 6 | RULES §2.3 |
 * | item, category | 服务项目, 类别 | needs | `core/taxonomy.ts` |
 * | urgency | 紧急程度 | needs | 1 can wait, 2 soon, 3 at once; null if not said |
 * | languages | 语言 | needs: either will do; resources: each is spoken | zh, mn-Mong |
 * | channel, heardBy, heardOn | 采集方式, 采集人, 采集日期 | needs | RULES §11.4 |
 * | quantity | 数量 | resources | amount, unit, per; null: must be asked |
 * | reach | 服务范围 | resources | division codes, or a radius from the provider |
 * | times | 可服务时间 | resources, needs | slots; null: not understood |
 * | validUntil | 有效期至 | resources | to and including; null: open |
 * | uscc | 统一社会信用代码 | organizations | 18 characters, checked |
 * | grade, gradeUntil | 评估等级, 有效期 | organizations | 1–5; null: none |
 */
export type NeedRecord = {
  name: string; sex: Sex | null; residentId: string | null; convertedFrom15?: true; birthDate: LocalDate | null; phones: string[];
  divisionCode: string; address: string; item: string | null; category: Category; description: string;
  urgency: 1 | 2 | 3 | null; wishedTime: string; times: Slot[] | null; languages: ServiceLanguage[];
  channel: Channel | null; heardBy: string; /** Null only where the sheet has no column for it. */ heardOn: LocalDate | null; remark: string;
  /** The row of the same person, by the same identity number, whose need is another. */
  samePersonAs?: Place; typed: Record<string, string>;
};

export type ResourceRecord = {
  countyCode: string | null; provider: string; providerKind: ProviderKind | null; kind: ResourceKind;
  items: { item: string | null; category: Category }[]; quantity: Quantity | null; reach: Reach | null; times: Slot[] | null; timesSaid: string;
  qualification: string; languages: ServiceLanguage[]; contact: string; phones: string[];
  validFrom: LocalDate | null; validUntil: LocalDate | null; remark: string; typed: Record<string, string>;
};

export type OrganizationRecord = {
  uscc: string | null; name: string; kind: RegisteredKind | null; authority: string; divisionCode: string | null;
  registeredOn: LocalDate | null; grade: number | null; gradeUntil: LocalDate | null; isSocialWorkAgency: boolean | null;
  hasPartyOrganization: boolean | null; phones: string[]; legalRepresentative: string; contact: string; address: string;
  supervisingUnit: string; businessScope: string; filingNo: string; remark: string; typed: Record<string, string>;
};

export type ImportRecord = { needs: NeedRecord; resources: ResourceRecord; organizations: OrganizationRecord };

/** A row of one of the files, or a record that was there before the import. `file` only where it is another file. */
export type Place = { file?: string; sheet: string; row: number } | { known: string };

/** What fills the places of a fault's sentence; words of our own stand in both languages, for whoever reads it later. */
export type FaultDetail = Record<string, string | number | Record<Language, string>>;

/**
 * A fault at its cell. `refuses`: without it the row would have come in. `message` is in the language of whoever imported; with `detail` it can be
 * said again in the reader's (run-messages.ts).
 */
export type Problem = { cell: string; code: string; message: string; field: string; refuses: boolean; detail?: FaultDetail };

/** What stands in a cell. `taken`: from above, where the cell itself says 同上 or is merged. `isCut`: it goes on, too long to be kept. */
export type TypedCell = {
  column: number; text: string; taken?: true; isCut?: true;
  /** Only of what is no text: a number and a text of the same digits are not read alike. */
  kind?: Exclude<CellKind, 'text'>; number?: number;
  /** What the sheet says, where somebody put it right. */
  was?: string;
};

/** What a refused row says only together with its sheet: the banner and the community of its part of it, and the columns whose values it hands down through merged cells. */
export type RowPlace = { county: string | null; home: string | null; hands?: number[] };

export type Outcome = 'imported' | 'merged' | 'refused' | 'notARow';

/** One row of one sheet, understood. Every row of every sheet has exactly one. */
export type RowOutcome<K extends Kind = Kind> = {
  file: string; sheet: string; row: number; outcome: Outcome;
  mergedWith: Place | null; asks: Place[]; record: ImportRecord[K] | null; problems: Problem[];
  reason?: NotARow;
  /** Of a refused row: what stands in its cells. No part of what the command prints. */
  cells?: TypedCell[];
  place?: RowPlace;
  /** The columns in which it says what the row above says. */
  taken?: number[];
};

/** The line that the command prints: the contract's fields, and for what is no row the reason. */
export function toLine(row: RowOutcome): Record<string, unknown> {
  const { file, sheet, outcome, mergedWith, asks, record, reason } = row;
  const problems = row.problems.map(({ cell, code, message }) => ({ cell, code, message }));
  return { file, sheet, row: row.row, outcome, mergedWith, asks, record, problems, ...(reason ? { reason } : {}) };
}
