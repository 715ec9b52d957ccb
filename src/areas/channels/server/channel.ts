import type { ChannelKind, Secret, Settings } from '../core/channel.ts';
import type { Verdict } from '../core/outbox.ts';

/** What leaves: `id` travels along (as a header, or Message-ID), so that a receiver can tell a message that comes twice. */
export type Outgoing = { id: string; occasion: string; to: string | null; title: string; body: string; at: Date };

/** The one interface of all ways out. It never throws: whatever happens on the way is a verdict. */
export type Channel = { send(message: Outgoing): Promise<Verdict> };

export type Configured = { kind: ChannelKind; settings: Settings; secret: Secret };

export const idHeaders = ({ id, occasion }: Outgoing): Record<string, string> => ({ 'x-sanshe-message': id, 'x-sanshe-occasion': occasion });
