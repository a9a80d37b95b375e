import { accountTurnKinds } from '@samsyn/domain'
import { z } from 'zod'
import { account, instant, personCard } from './shapes.ts'

/** A person's account with all that became of it, newest first, as those see it who look after people. */
export const accountDetail = account.extend({
  turns: z.array(
    z.object({ kind: z.enum(accountTurnKinds), at: instant, by: personCard, reason: z.string() }),
  ),
})

export type AccountDetail = z.infer<typeof accountDetail>
