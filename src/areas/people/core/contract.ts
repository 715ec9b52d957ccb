import { z } from 'zod';
import { isDayInReach } from '../../../kernel/local-date.ts';
import { AGE_GROUPS, CIRCUMSTANCES } from './circumstances.ts';
import { CONSENT_BASES, CONSENT_PURPOSES, CONSENT_WAYS } from './consent.ts';
import { ID_TYPES } from './identity-number.ts';

const LocalDay = z.iso.date().refine(isDayInReach);
const CommunityCode = z.string().regex(/^\d{12}$/);
const Short = z.string().trim().max(200);
const Sex = z.enum(['male', 'female', 'unknown']);
const LanguageWish = z.enum(['zh', 'mn', 'any']);

/** What can be said of a resident. Only the name and the place are asked; everything else is optional and stays so (PIPL 16). */
export const PersonFields = z.object({
  divisionCode: CommunityCode, fullName: z.string().trim().min(1).max(50), otherNames: z.array(z.string().trim().min(1).max(50)).max(10).nullish(),
  idType: z.enum(ID_TYPES).nullish(), residentId: z.string().trim().max(40).nullish(), sex: Sex.nullish(), birthDate: LocalDay.nullish(),
  phones: z.array(z.string().trim().min(1).max(40)).max(6).nullish(),
  contactName: z.string().trim().max(50).nullish(), contactPhone: z.string().trim().max(40).nullish(), contactRelation: z.string().trim().max(20).nullish(),
  ethnicity: z.string().regex(/^\d{2}$/).nullish(), preferredLanguage: LanguageWish.nullish(), address: Short.nullish(),
});
export type PersonFields = z.infer<typeof PersonFields>;

export const RegisterPersonCommand = PersonFields.extend({ requestId: z.uuid(), /** Somebody looked at the likeness and says that it is another person. */ isAnother: z.boolean().nullish() });
export type RegisterPersonCommand = z.infer<typeof RegisterPersonCommand>;
/** One line of evidence that two records are one person: in what they are alike, how, and what it weighs (the binary logarithm of how much likelier it makes it). */
export const AlikeEvidence = z.object({ fact: z.enum(['name', 'birth', 'sex', 'phone', 'home', 'identity']), level: z.string(), weight: z.number() });
export type AlikeEvidence = z.infer<typeof AlikeEvidence>;
/** Somebody of the register who may be the one that is being written down; `asked` is the name as it was given. Told by the refusal `personAlike`. */
export const AlikePerson = z.object({
  personId: z.uuid(), name: z.string(), asked: z.string(), place: z.string(), age: z.number().int().nullable(), sex: Sex, verdict: z.enum(['likely', 'possible']),
  /** What else it could be, which the weights speak against. */ against: z.enum(['stranger', 'relative']), evidence: z.array(AlikeEvidence),
});
export type AlikePerson = z.infer<typeof AlikePerson>;
/** What is to be said of two records as they stand: likely or perhaps one person, no longer likely to be, or two, each with a valid number. */
export const AlikeVerdict = z.object({ verdict: z.enum(['likely', 'possible', 'unlikely', 'twoPeople']), against: z.enum(['stranger', 'relative']), evidence: z.array(AlikeEvidence) });
export type AlikeVerdict = z.infer<typeof AlikeVerdict>;
export const PersonMade = z.object({ personId: z.uuid(), version: z.number().int() });

export const UpdatePerson = PersonFields.omit({ divisionCode: true, residentId: true, idType: true, phones: true, contactName: true, contactPhone: true, contactRelation: true }).partial().extend({
  requestId: z.uuid(), personId: z.uuid(), version: z.number().int(), residentId: z.string().trim().max(40).nullish(), idType: z.enum(ID_TYPES).nullish(), addPhone: z.string().trim().max(40).nullish(), diedOn: LocalDay.nullish(),
});
export type UpdatePerson = z.infer<typeof UpdatePerson>;

export const REVEALED = ['residentId', 'phone', 'contactPhone'] as const;
/** Why one may want to see what is masked; the person reads it in the list of who looked. */
export const REVEAL_PURPOSES = ['callResident', 'arrangeService', 'checkIdentity', 'fillApplication', 'emergency'] as const;
export const RevealField = z.object({ requestId: z.uuid(), personId: z.uuid(), field: z.enum(REVEALED), contactId: z.uuid().nullish(), purpose: z.enum(REVEAL_PURPOSES) });
export type RevealField = z.infer<typeof RevealField>;
export const Revealed = z.object({ value: z.string() });

export const GiveConsentCommand = z.object({
  requestId: z.uuid(), personId: z.uuid(), purpose: z.enum(CONSENT_PURPOSES), receiverOrganizationId: z.uuid().nullish(), basis: z.enum(CONSENT_BASES), givenHow: z.enum(CONSENT_WAYS), givenOn: LocalDay,
});
export type GiveConsentCommand = z.infer<typeof GiveConsentCommand>;
export const WithdrawConsent = z.object({ requestId: z.uuid(), consentId: z.uuid() });
export type WithdrawConsent = z.infer<typeof WithdrawConsent>;
/** Of the resident who is signed in: whether we may write by SMS, and in which language. */
export const SetOwnMessages = z.object({ requestId: z.uuid(), isWanted: z.boolean(), language: z.enum(['zh', 'en']) });
export type SetOwnMessages = z.infer<typeof SetOwnMessages>;
export const OwnMessages = z.object({ /** null: the account belongs to no resident. */ personId: z.uuid().nullable(), maskedPhone: z.string().nullable(), isWanted: z.boolean(), since: z.string().nullable(), language: z.enum(['zh', 'en']), isGuardianAsked: z.boolean() });
export type OwnMessages = z.infer<typeof OwnMessages>;
export const ConsentDone = z.object({ personId: z.uuid() });

export const AddCircumstance = z.object({
  requestId: z.uuid(), personId: z.uuid(), kind: z.enum(CIRCUMSTANCES), level: z.string().trim().max(20).nullish(), evidence: z.string().trim().max(200).nullish(), sinceOn: LocalDay, reviewDue: LocalDay.nullish(),
});
export type AddCircumstance = z.infer<typeof AddCircumstance>;
export const EndCircumstance = z.object({ requestId: z.uuid(), circumstanceId: z.uuid(), endedOn: LocalDay });
export type EndCircumstance = z.infer<typeof EndCircumstance>;

const many = <T extends readonly [string, ...string[]]>(values: T) =>
  z.string().optional().transform((text) => (text ? text.split(',') : undefined)).pipe(z.array(z.enum(values)).optional());

export const ListPeople = z.object({
  q: z.string().trim().max(60).optional(), circumstance: many(CIRCUMSTANCES), ageGroup: z.enum(AGE_GROUPS).optional(), division: z.string().regex(/^\d{4,12}$/).optional(),
  after: z.string().max(200).optional(), limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type ListPeople = z.infer<typeof ListPeople>;

export const PersonRow = z.object({
  id: z.uuid(), name: z.string(), sex: Sex, age: z.number().int().nullable(), maskedId: z.string().nullable(), maskedPhone: z.string().nullable(),
  divisionCode: z.string(), divisionName: z.string(), address: z.string().nullable(), circumstances: z.array(z.string()), openNeeds: z.number().int(), hasConsent: z.boolean(),
});
export type PersonRow = z.infer<typeof PersonRow>;
export const PersonPage = z.object({ total: z.number().int(), items: z.array(PersonRow), next: z.string().nullable() });

export const GetPerson = z.object({ personId: z.uuid() });
export type GetPerson = z.infer<typeof GetPerson>;

export const PersonFile = z.object({
  id: z.uuid(), version: z.number().int(), name: z.string(), otherNames: z.array(z.string()), sex: Sex, birthDate: z.string().nullable(), age: z.number().int().nullable(), idType: z.enum(ID_TYPES), maskedId: z.string().nullable(),
  ethnicity: z.string().nullable(), preferredLanguage: LanguageWish, address: z.string().nullable(), divisionCode: z.string(), divisionName: z.string(), divisionPath: z.array(z.string()), diedOn: z.string().nullable(), mergedInto: z.uuid().nullable(),
  contacts: z.array(z.object({ id: z.uuid(), kind: z.enum(['mobile', 'landline', 'contactPerson']), masked: z.string(), contactName: z.string().nullable(), relation: z.string().nullable() })),
  consents: z.array(z.object({
    id: z.uuid(), purpose: z.enum(CONSENT_PURPOSES), receiverName: z.string().nullable(), basis: z.enum(CONSENT_BASES), givenHow: z.enum(CONSENT_WAYS), givenOn: z.string(), withdrawnOn: z.string().nullable(),
  })),
  circumstances: z.array(z.object({ id: z.uuid(), kind: z.string(), level: z.string().nullable(), evidence: z.string().nullable(), sinceOn: z.string(), reviewDue: z.string().nullable(), endedOn: z.string().nullable() })),
  household: z.array(z.object({ id: z.uuid(), name: z.string(), sex: Sex, age: z.number().int().nullable() })),
});
export type PersonFile = z.infer<typeof PersonFile>;

export const ListReadings = GetPerson.extend({ after: z.string().max(200).optional(), limit: z.coerce.number().int().min(1).max(200).default(50) });
export type ListReadings = z.infer<typeof ListReadings>;
export const ReadingPage = z.object({
  total: z.number().int(), next: z.string().nullable(),
  items: z.array(z.object({ id: z.uuid(), at: z.string(), actorName: z.string(), actorRole: z.string(), /** The place or organisation acted for; null in rows from before it was kept. */ actorPlace: z.string().nullable(), operation: z.string(), purpose: z.string().nullable() })),
});

export const Search = z.object({ q: z.string().trim().max(60) });
export type Search = z.infer<typeof Search>;
export const SearchAnswer = z.object({ items: z.array(z.object({ kind: z.string(), id: z.string(), title: z.string(), detail: z.string().nullable(), path: z.string() })) });

export const ListHistory = z.object({ kind: z.string().max(40), subjectId: z.uuid(), after: z.string().max(200).optional(), limit: z.coerce.number().int().min(1).max(100).default(30) });
export type ListHistory = z.infer<typeof ListHistory>;
export const HistoryPage = z.object({
  total: z.number().int(), next: z.string().nullable(),
  items: z.array(z.object({
    id: z.uuid(), at: z.string(), action: z.string(), actorName: z.string(), actorRole: z.string(), reason: z.string().nullable(), changes: z.record(z.string(), z.object({ from: z.unknown(), to: z.unknown() })).nullable(),
  })),
});
