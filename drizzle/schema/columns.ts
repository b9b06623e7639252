import { sql } from 'drizzle-orm'
import { customType, timestamp, uuid } from 'drizzle-orm/pg-core'

/** Instants are kept with milliseconds and a zone. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: 'date' })

/** Random ids: the contract shows them, so they must not tell when or how many (uuidv7 also needs Postgres 18). */
export const id = () => uuid('id').notNull().default(sql`gen_random_uuid()`)

export const createdAt = () => instant('created_at').notNull().default(sql`now()`)

/** Raw bytes. */
export const bytes = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => 'bytea' })
