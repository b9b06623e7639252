import fs from 'node:fs'

/** With less free than this, nothing new is started: a database that meets a full disk stops. Megabytes. */
export const leastFreeMegabytes = 200

/** Megabytes (2^20 bytes) that a normal user may still write where `folder` is. */
export function freeMegabytes(folder: string): number {
  const { bavail, bsize } = fs.statfsSync(folder)
  return Math.floor((bavail * bsize) / 2 ** 20)
}
