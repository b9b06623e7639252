import { StartFailure } from './start-failure'

/** A sentence for what Postgres' programs print when they give up, by what it says. */
const faults: [pattern: RegExp, says: (data: string) => string][] = [
  [/no space left on device/i, (data) => `The disk that holds ${data} is full. Free some space and start again.`],
  [
    /wrong ownership|permission denied|operation not permitted/i,
    (data) =>
      `The database in ${data} belongs to another user, or may not be read and written by this one. Start Docket as ` +
      'the user who started it first, or choose another folder with DATA_DIR.',
  ],
  [
    /could not look up effective user/i,
    () =>
      'Postgres needs a user with a name, and this one has none on this machine. Start Docket as a user in ' +
      '/etc/passwd, or set DATABASE_URL to a Postgres server of your own.',
  ],
  [
    /pre-existing shared memory block/i,
    (data) => `Processes of an earlier database server still use ${data}. Wait a minute, or end them, and start again.`,
  ],
  [
    /could not (find|locate|open|read|create).*|invalid (data|checkpoint|primary)|incorrect checksum|corrupt/i,
    (data) =>
      `The database in ${data} is damaged or incomplete. Restore the folder from a backup; or, if it holds nothing of ` +
      'yours, move it away and start again.',
  ],
]

/** What Postgres printed, as a failure with a sentence; `data` is the folder it works in. */
export function startFailureOf(printed: string, data: string): StartFailure {
  const said = printed
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
  const grave = said.filter((line) => /FATAL|PANIC|error:/i.test(line)).join('\n') || said.slice(-3).join('\n')
  const known = faults.find(([pattern]) => pattern.test(grave))
  const last = grave.split('\n')[0]?.replace(/^.*?(FATAL|PANIC):\s*/, '') ?? 'it printed nothing'
  return new StartFailure(
    known ? `${known[1](data)} (Postgres: ${last})` : `The database in ${data} did not start: ${last}`,
  )
}
