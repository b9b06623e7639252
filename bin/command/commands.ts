import { type Scope, scopes } from '@/lib/access/actor'
import { createApiKey } from '@/lib/access/create-api-key'
import { operatorResetLink } from '@/lib/access/operator-reset-link'
import { resetSecondStepOf } from '@/lib/access/second-step/reset-second-step'
import { env } from '@/lib/env'
import { setUpTeam } from '@/lib/teams/set-up-team'
import { doctorCommand } from './doctor'
import {
  addCommand,
  deactivateCommand,
  inviteCommand,
  listCommand,
  removeCommand,
  roleCommand,
  unlinkCommand,
} from './member'
import { fetchModelsCommand, modelsCommand } from './models'
import { keptPassword, operatorOf } from './operator'
import { exportCommand, verifyCommand } from './trail'
import { needed, readOptions, readPassword, UsageError } from './usage'
import { withDatabase } from './with-database'

/** Every command: parses all it needs before it touches anything; answers the exit code. */
export const commands: Record<string, (args: string[], print: (line: string) => void) => Promise<number>> = {
  async setup(args, print) {
    const options = readOptions(args, ['team', 'email', 'password', 'name'])
    const teamName = needed(options, 'team')
    const email = needed(options, 'email')
    const name = options.name ?? email.split('@')[0] ?? email
    const password = await readPassword(options)
    const { created, known } = await withDatabase(() => setUpTeam({ teamName, email, password, name }))
    print(
      created
        ? `The team “${teamName}” is made; ${email} is its admin and signs in at ${env().PUBLIC_URL}.`
        : `The team “${teamName}” exists already; nothing was changed.`,
    )
    if (known) print(keptPassword(email))
    return 0
  },

  'member add': addCommand,
  'member invite': inviteCommand,
  'member list': listCommand,
  'member role': roleCommand,
  'member deactivate': deactivateCommand,
  'member remove': removeCommand,

  async 'member reset-link'(args, print) {
    const email = needed(readOptions(args, ['email']), 'email')
    print(await withDatabase(() => operatorResetLink(email)))
    return 0
  },

  async 'member second-step-reset'(args, print) {
    const email = needed(readOptions(args, ['email']), 'email')
    await withDatabase(() => resetSecondStepOf(email))
    print(`${email} has no second step any more, and is signed out everywhere; their password is enough now.`)
    return 0
  },

  'member unlink': unlinkCommand,

  async 'key create'(args, print) {
    const options = readOptions(args, ['team', 'name', 'scopes'])
    const [team, name] = [needed(options, 'team'), needed(options, 'name')]
    const asked = (options.scopes ?? 'read,submit').split(',').map((one) => one.trim())
    if (!asked.every((one): one is Scope => scopes.some((scope) => scope === one))) {
      throw new UsageError(`--scopes holds some of ${scopes.join(', ')}, with commas between.`)
    }
    const { key } = await withDatabase(async () => createApiKey(await operatorOf(team), { name, scopes: asked }))
    print(key)
    return 0
  },

  'trail verify': verifyCommand,
  'trail export': exportCommand,
  'models check': modelsCommand,
  'models fetch': fetchModelsCommand,
  doctor: doctorCommand,
}
