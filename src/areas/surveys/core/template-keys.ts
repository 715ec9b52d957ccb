/** The questionnaires that come along, to begin with. */
export const TEMPLATE_KEYS = ['homeNeeds', 'aloneVisit', 'satisfaction', 'agenda'] as const;
export type TemplateKey = (typeof TEMPLATE_KEYS)[number];
