import { parseArgs } from 'node:util'

export const usage = `Usage: npm run docket -- COMMAND

  setup --team T --email E --password P [--name N]
      Makes the team and its first admin. Again with the same team: changes nothing.
  member add --team T --email E --role moderator|manager|admin --name N --password P
      Adds a person to a team.
  member invite --team T --role moderator|manager|admin [--email E]
      Prints a link, alone, by which one person joins the team: once, within seven days. With an e-mail only that
      person; where SMTP_URL is set it is mailed there too.
  member list --team T
      Prints who is in a team: e-mail, role, active or deactivated, and name, with tabs between.
  member role --team T --email E --role moderator|manager|admin
      Gives a member another role.
  member deactivate --team T --email E
  member remove --team T --email E
      Shuts a member out of a team for now, or takes them out of it; their cases go back to the queue.
  member reset-link --email E
      Prints a link with which that person chooses a new password: once, within an hour.
  member second-step-reset --email E
      Takes the second step of somebody who lost their app and their recovery codes away, and ends
      their sessions. Make sure first that it is them who ask.
  member unlink --email E
      Unlinks somebody from the identity provider and ends their sessions; their teams and any password
      stay. The next sign-in through the provider links them again.
  key create --team T --name N [--scopes read,submit,delete]
      Makes a key of the Detect API and prints it, alone, this once
      (npm run --silent docket -- key create …). Scopes: read and submit, unless given.
  trail verify [--team T]
      Checks the audit trail of a team, or of all; exit code 1 when anything is wrong.
  trail export --team T --file F
      Writes a team's whole trail to a file, which bin/docket-verify.mjs checks anywhere.
  models check [--file F]
      Loads every model of MODELS_FILE, or of F, and says how each does; exit code 1 when one cannot be used.
  models fetch [--file F]
      Fetches the models that MODELS_FILE, or F, names by a hub and that are not there yet; exit code 1 when one
      cannot be fetched.
  doctor [--json] [--only web|worker]
      Says how this Docket is doing, also while it does not run; exit code 1 when something is down.
      --only worker: on a machine that has no pages.

A password can stay out of the process list: set DOCKET_PASSWORD, or give it on standard input.
`

/** Thrown for a command that does not exist or lacks something: the usage is printed, with exit code 2. */
export class UsageError extends Error {}

/** The options of a command, all texts. Throws UsageError for unknown ones. */
export function readOptions(args: string[], names: readonly string[]): Record<string, string | undefined> {
  const options = Object.fromEntries(names.map((name) => [name, { type: 'string' as const }]))
  try {
    return parseArgs({ args, options, strict: true, allowPositionals: false }).values as Record<string, string>
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}

/** An option that must be there. */
export function needed(options: Record<string, string | undefined>, name: string): string {
  const value = options[name]
  if (!value) throw new UsageError(`--${name} is missing.`)
  return value
}

/** The password: from --password, DOCKET_PASSWORD, or the first line of standard input, in this order. */
export async function readPassword(options: Record<string, string | undefined>): Promise<string> {
  const given = options.password ?? process.env.DOCKET_PASSWORD
  if (given) return given
  if (!process.stdin.isTTY) {
    let text = ''
    for await (const chunk of process.stdin) text += chunk
    const [line] = text.split(/\r?\n/)
    if (line) return line
  }
  throw new UsageError('--password is missing (or DOCKET_PASSWORD, or a password on standard input).')
}
