/** Whether a name is one that stands for a redacted one (lib/media/redacted-name.ts). */
export function isRedactedName(filename: string): boolean {
  return /^redacted_[0-9a-f]{24}\.[a-z0-9]{1,5}$/.test(filename)
}
