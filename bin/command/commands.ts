import { roles, type Scope, scopes } from '@/lib/access/actor'
import { createApiKey } from '@/lib/access/create-api-key'
import { env } from '@/lib/env'
import { readHealth } from '@/lib/health/read-health'
import { addMember } from '@/lib/teams/add-member'
import { setUpTeam } from '@/lib/teams/set-up-team'
import { modelsCommand } from './models'
import { operatorOf } from './operator'
import { exportCommand, verifyCommand } from './trail'
import { needed, readOptions, readPassword, UsageError } from './usage'
import { isRunning, withDatabase } from './with-database'

/** Every command: parses all it needs before it touches anything; answers the exit code. */
export const commands: Record<string, (args: string[], print: (line: string) => void) => Promise<number>> = {
  async setup(args, print) {
    const options = readOptions(args, ['team', 'email', 'password', 'name'])
    const teamName = needed(options, 'team')
    const email = needed(options, 'email')
    const name = options.name ?? email.split('@')[0] ?? email
    const password = await readPassword(options)
    const { created } = await withDatabase(() => setUpTeam({ teamName, email, password, name }))
    print(
      created
        ? `The team “${teamName}” is made; ${email} is its admin and signs in at ${env().PUBLIC_URL}.`
        : `The team “${teamName}” exists already; nothing was changed.`,
    )
    return 0
  },

  async 'member add'(args, print) {
    const options = readOptions(args, ['team', 'email', 'role', 'name', 'password'])
    const [team, email, name] = [needed(options, 'team'), needed(options, 'email'), needed(options, 'name')]
    const role = roles.find((one) => one === needed(options, 'role'))
    if (!role) throw new UsageError(`--role is one of ${roles.join(', ')}.`)
    const password = await readPassword(options)
    await withDatabase(async () => addMember(await operatorOf(team), { email, name, role, password }))
    print(`${email} is a ${role} of “${team}” and signs in at ${env().PUBLIC_URL}.`)
    return 0
  },

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

  async doctor(args, print) {
    readOptions(args, [])
    const running = isRunning()
    const health = await withDatabase(readHealth)
    print(`Docket on Node ${process.versions.node}, data in ${env().DATA_DIR}, ${env().PUBLIC_URL}`)
    if (!running && !env().DATABASE_URL) print('It is not running now: start it with npm start.')
    for (const { part, state, says } of health.parts) print(`${part.padEnd(9)} ${state.padEnd(9)} ${says}`)
    return health.state === 'down' ? 1 : 0
  },
}
