import { z } from 'zod'
import { command } from '@/lib/db/command'
import { replaceTeamSecret } from './team-secret'

/** Signs the team's callbacks with a new secret from the next try on. `secret` is shown this once and cannot be read again. */
export const rotateSecret = command({
  permission: 'callback.manage',
  input: z.object({}),
  async run(tx, _input, actor) {
    const secret = await replaceTeamSecret(tx, actor.teamId)
    return { result: { secret }, events: [{ type: 'callback_secret.rotated' }] }
  },
})
