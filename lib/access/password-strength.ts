import { DocketError } from '@/lib/errors'
import { commonPasswords, commonWords } from './common-passwords'

/** What somebody who guesses would try first: whose password it is, and where. */
export interface PasswordOf {
  email?: string
  /** The team's, the person's. */
  names?: readonly (string | undefined)[]
}

/** Characters that must be left of a password once the names that everybody knows are taken away. */
const leftAtLeast = 6
/** Different characters at least. */
const differentAtLeast = 5
/** Characters at most of a piece that a password may not just repeat. */
const pieceAtMost = 7

const rows = ['qwertyuiopasdfghjklzxcvbnm', 'qwertzuiopasdfghjklyxcvbnm', 'azertyuiopqsdfghjklmwxcvbn']

/**
 * Why a password that is long enough would be guessed all the same, as a sentence; null where it would not. There is no
 * rule of what characters to mix: that makes passwords hard to remember, not to guess.
 */
export function passwordFault(password: string, whose: PasswordOf): string | null {
  const bare = plain(password)
  if (new Set(password.toLowerCase()).size < differentAtLeast) {
    return 'This password is made of very few different characters. Use several words instead.'
  }
  if (repeats(password.toLowerCase()) || repeats(bare)) {
    return 'This password repeats one short piece. Use several different words instead.'
  }
  if (isRun(bare)) return 'This password is a run of letters, numbers or neighbouring keys. Use several words instead.'
  if (isCommon(password, bare)) return 'This password is one of the most common. Choose one that nobody else has.'
  if (isKnown(bare, whose)) {
    return 'This password is little more than your e-mail, or the name of you, your team or Docket. Choose something else.'
  }
  return null
}

/** Throws DocketError `bad_request` with the sentence, at the field `password`, where it would be guessed. */
export function assertHardToGuess(password: string, whose: PasswordOf): void {
  const says = passwordFault(password, whose)
  if (says) throw new DocketError('bad_request', says, { fields: { password: [says.replace(/\.$/, '')] } })
}

function plain(text: string): string {
  return text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '')
}

function repeats(text: string): boolean {
  for (let size = 1; size <= Math.min(pieceAtMost, text.length / 2); size += 1) {
    if (
      text ===
      text
        .slice(0, size)
        .repeat(Math.ceil(text.length / size))
        .slice(0, text.length)
    )
      return true
  }
  return false
}

/** Four steps of five lead to the next or last letter, number or key. */
function isRun(text: string): boolean {
  if (text.length < 2) return false
  const steps = [...text].slice(1).filter((to, index) => follows(text.charAt(index), to)).length
  return steps >= (text.length - 1) * 0.8
}

function follows(from: string, to: string): boolean {
  if (Math.abs(from.charCodeAt(0) - to.charCodeAt(0)) <= 1) return true
  if (/^(09|90)$/.test(from + to)) return true
  return rows.some((row) => row.includes(from + to) || row.includes(to + from))
}

const readAs: Record<string, string> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
}

function isCommon(password: string, bare: string): boolean {
  if (commonPasswords.has(bare) || commonPasswords.has(bare.replace(/\p{N}+$/u, ''))) return true
  const ends = password.toLowerCase().replaceAll(/^[^\p{L}@$]+|[^\p{L}]+$/gu, '')
  const word = [...ends].map((one) => readAs[one] ?? one).join('')
  return commonWords.has(plain(word)) || commonWords.has(bare.replaceAll(/\p{N}/gu, ''))
}

function isKnown(bare: string, { email = '', names = [] }: PasswordOf): boolean {
  const [local = '', host = ''] = email.split('@')
  const whole = [email, local, host, ...names.map((name) => name ?? ''), 'docket'].map(plain)
  const parts = [local, host, ...names].flatMap((name) => (name ?? '').split(/[^\p{L}\p{N}]+/u)).map(plain)
  // The longest first, or a part would leave the rest of its whole.
  const known = [...whole, ...parts].filter((word) => word.length >= 4).sort((one, other) => other.length - one.length)
  const left = known.reduce((rest, word) => rest.replaceAll(word, ''), bare)
  return left.length < Math.min(leftAtLeast, bare.length)
}
