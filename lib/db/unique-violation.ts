/** Whether an error, or what caused it, is Postgres refusing a second row under this unique constraint or index. */
export function isUniqueViolation(error: unknown, constraint: string): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ('code' in cause && cause.code === '23505')
      return 'constraint_name' in cause && cause.constraint_name === constraint
  }
  return false
}
