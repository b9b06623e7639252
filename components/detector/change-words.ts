import { detectorUses } from '@/lib/detect/detectors/detector'

/** A changed detector in words, from the facts of the event: what it was, what it is, whether the key is another. */
export function changeWords({ before, after, keyReplaced }: Record<string, unknown>): string | null {
  const [was, is] = [choiceWords(before), choiceWords(after)]
  const key = keyReplaced === true ? ' The key was replaced.' : ''
  return was === is ? `Still ${is}.${key}` : `It was ${was}; now it is ${is}.${key}`
}

/** Facts that nobody wrote, as a later version's, are told as what they cannot be told from. */
function choiceWords(choice: unknown): string {
  if (typeof choice !== 'object' || choice === null) return 'this server’s own choice'
  const { use, host } = choice as Record<string, unknown>
  const api = typeof host === 'string' && host !== '' ? `the Detect API at ${host}` : 'the Detect API'
  const known = detectorUses.find((one) => one === use)
  switch (known) {
    case 'builtin':
      return 'the built-in engine'
    case 'remote':
      return api
    case 'remote_then_builtin':
      return `${api}, with the built-in engine beside it`
    case 'builtin_then_remote':
      return `the built-in engine, with ${api} beside it`
    case undefined:
      return 'a detector that this version does not know'
    default:
      return known satisfies never
  }
}
