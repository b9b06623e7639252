import { acknowledge } from './acknowledge'
import { callbackIntake } from './callback-intake'
import { callbackToVerdict } from './callback-to-verdict'
import { dropToVerdict } from './drop-to-verdict'
import { engine } from './engine'
import { type Figure, lineOf, meetsGoal, type Subject, type SubjectAlone } from './figure'
import { startProduct } from './product'
import { purge } from './purge'
import { queue } from './queue'
import { readDetection } from './read-detection'
import { sealTrail } from './seal-trail'
import { secureUploadMemory } from './secure-upload-memory'
import { uploadMemory } from './upload-memory'
import { verifyTrail } from './verify-trail'

const subjects: Record<string, Subject> = {
  'upload-memory': uploadMemory,
  'secure-upload-memory': secureUploadMemory,
  acknowledge,
  'read-detection': readDetection,
  'drop-to-verdict': dropToVerdict,
  'callback-intake': callbackIntake,
  'callback-to-verdict': callbackToVerdict,
  queue,
  purge,
  'seal-trail': sealTrail,
  'verify-trail': verifyTrail,
}

const alone: Record<string, SubjectAlone> = { engine }

const given = process.argv.slice(2)
const json = given.includes('--json')
const wanted = given.filter((name) => !name.startsWith('--'))
const names = [...Object.keys(subjects), ...Object.keys(alone)]
const unknown = wanted.filter((name) => !names.includes(name))
if (unknown.length > 0) {
  console.error(`There is no bench named ${unknown.join(', ')}. There are: ${names.join(', ')}.`)
  process.exit(2)
}

const isWanted = (name: string) => wanted.length === 0 || wanted.includes(name)

function print(figures: Figure[]): void {
  for (const figure of figures) {
    console.log(lineOf(figure, json))
    if (meetsGoal(figure) === false) process.exitCode = 1
  }
}

for (const [name, measure] of Object.entries(alone)) if (isWanted(name)) print(await measure())

for (const [name, measure] of Object.entries(subjects)) {
  if (!isWanted(name)) continue
  // One of its own for each: what an earlier subject left to do must not weigh on the next.
  const { product, stop } = await startProduct()
  const interrupted = () => void stop().then(() => process.exit(130))
  process.once('SIGINT', interrupted)
  try {
    print(await measure(product))
  } finally {
    process.off('SIGINT', interrupted)
    await stop()
  }
}
