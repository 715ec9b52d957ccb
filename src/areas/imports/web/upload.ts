import { newRequestId } from '../../../platform/web/api.ts';
import { sendFiles } from '../../../platform/web/send-files.ts';

export type Uploaded = { importId: string };

export const upload = (fields: Record<string, string>, files: File[], requestId = newRequestId()): Promise<Uploaded> => sendFiles('/api/imports/upload', fields, files, requestId);
