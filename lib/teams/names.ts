import { z } from 'zod'

export const TeamName = z.string().trim().min(1, 'a name for the team').max(80, 'at most 80 characters')

export const PersonName = z.string().trim().min(1, 'a name').max(80, 'at most 80 characters')

/** An e-mail address, lower-cased as it is compared at sign-in. */
export const Email = z
  .string()
  .trim()
  .toLowerCase()
  .max(320, 'at most 320 characters')
  .pipe(z.email('an e-mail address, such as ada@example.org'))
