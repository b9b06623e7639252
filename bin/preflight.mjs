// Plain JavaScript, for what it looks after is whether anything newer can run at all.
import { existsSync } from 'node:fs'
import path from 'node:path'

/** Runs a TypeScript program of this folder, or says in a sentence why that is not possible here. */
export async function run(program) {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major < 22 || (major === 22 && minor < 12)) {
    refuse(
      `Docket needs Node 22.12 or newer, and this is ${process.versions.node}. Run "npm ci" here, which brings Node 24, ` +
        'and start with "npm start"; or install a newer Node.',
    )
  }
  const root = path.resolve(import.meta.dirname, '..')
  process.chdir(root)
  for (const name of ['tsx', 'next', 'postgres']) {
    if (!existsSync(path.join(root, 'node_modules', name, 'package.json'))) {
      refuse('The packages Docket is made of are not installed, or not all of them. Run "npm ci" first.')
    }
  }
  if (existsSync('.env')) process.loadEnvFile('.env')
  const { register } = await import('tsx/esm/api')
  register()
  await import(`./${program}`)
}

function refuse(sentence) {
  process.stderr.write(`${sentence}\n`)
  process.exit(1)
}
