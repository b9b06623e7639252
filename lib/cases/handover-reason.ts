import { z } from 'zod'

/** Why a case is handed up, back or to a second pair of eyes. */
export const HandoverReason = z
  .string()
  .trim()
  .min(1, 'say why, so that others can follow')
  .max(1000, 'at most 1,000 characters')
