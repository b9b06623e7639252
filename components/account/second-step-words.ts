/** As few recovery codes as make it time for new ones. */
const few = 3

/** How many recovery codes are left, and what to do about it. */
export function codesLeftWords(left: number): { says: string; few: boolean } {
  if (left === 0) return { says: 'No recovery code is left. Make new ones now.', few: true }
  const says = left === 1 ? '1 recovery code is left.' : `${left} recovery codes are left.`
  return left <= few ? { says: `${says} Make new ones soon.`, few: true } : { says, few: false }
}

/** A secret in groups of four, as people type it. */
export function groupedSecret(secret: string): string {
  return secret.match(/.{1,4}/g)?.join(' ') ?? secret
}

/** The file in which recovery codes are kept. */
export function recoveryCodesFile(codes: string[], { host, email }: { host: string; email: string }): string {
  return [
    `Recovery codes for ${email} at ${host} (Docket)`,
    '',
    'Each works once, in place of a code of your authenticator app.',
    'Keep them where that app is not, and where nobody else finds them.',
    '',
    ...codes,
    '',
  ].join('\n')
}
