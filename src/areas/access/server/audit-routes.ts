import { z } from 'zod';
import { command, query, type Route } from '../../../platform/server/route.ts';
import { AuditPage, ChainAnswer, CheckAsked, CheckChain, ListAudit } from '../core/audit-contract.ts';
import { askCheck, readChain } from './audit-chain.ts';
import { listAudit } from './audit-list.ts';

export const auditRoutes: Route[] = [
  query({ path: '/api/audit', permission: 'audit.read', reads: 'file', says: 'The log of changes and readings, newest first. Reading it is recorded', input: ListAudit, answer: AuditPage, run: listAudit }),
  query({ path: '/api/audit/chain', permission: 'audit.read', says: 'How far the log is sealed, and what the last check of its chain found', input: z.object({}), answer: ChainAnswer, run: readChain }),
  command({ path: '/api/audit/check', permission: 'audit.check', says: 'Has the chain verified from its beginning', input: CheckChain, answer: CheckAsked, subject: (_input, answer) => answer && { kind: 'auditCheck', id: answer.checkId }, run: askCheck }),
];
