import { DatabaseFailure } from './database-failure'

/** Whether an error is Postgres refusing a second row under this unique constraint or index. */
export function isUniqueViolation(error: unknown, constraint: string): boolean {
  return error instanceof DatabaseFailure && error.code === '23505' && error.constraint === constraint
}
