import { processGroup } from './process-group'
import { residentMegabytes } from './resident-memory'
import { mostFiles, mostMegabytes, sizeOfFolder } from './work-folder-size'

/** How often the memory is looked at, and how often the rest, which costs a few milliseconds. */
const lookEveryMs = 200
const lookAroundEvery = 5

/** The program itself, and the helper that its loader starts where it is TypeScript. */
const mostProcesses = 3

/**
 * Watches what the process of an analysis holds, starts and writes, and says once, in a sentence for a moderator, what
 * was too much. Call the answer to stop watching.
 */
export function watchChild(
  pid: number,
  { memoryMegabytes, workFolder }: { memoryMegabytes: number; workFolder: string },
  tooMuch: (says: string) => void,
): () => void {
  const before = sizeOfFolder(workFolder)
  let looks = 0
  const timer = setInterval(() => {
    looks += 1
    const says = tooMuchMemoryOf(pid) ?? (looks % lookAroundEvery === 0 ? tooMuchAround() : null)
    if (says === null) return
    clearInterval(timer)
    tooMuch(says)
  }, lookEveryMs)
  return () => clearInterval(timer)

  function tooMuchMemoryOf(one: number): string | null {
    const used = residentMegabytes(one)
    return used !== null && used > memoryMegabytes ? tooMuchMemory(memoryMegabytes) : null
  }

  function tooMuchAround(): string | null {
    const group = processGroup(pid)
    if (group !== null && group.processes > mostProcesses) {
      return 'The analysis of this file started other programs, which none has to, and was stopped.'
    }
    if (group !== null && group.megabytes > memoryMegabytes) return tooMuchMemory(memoryMegabytes)
    const { files, megabytes } = sizeOfFolder(workFolder)
    if (files - before.files <= mostFiles && megabytes - before.megabytes <= mostMegabytes) return null
    return 'The analysis of this file wrote more to the disk than any has to, and was stopped.'
  }
}

export function tooMuchMemory(megabytes: number): string {
  return `This file needs more than the ${megabytes} MB of memory an analysis may use, so it was stopped.`
}
