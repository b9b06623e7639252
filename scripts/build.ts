import { buildPages, isBuilt } from '../bin/launcher/build-pages'

/** `npm run build`: builds the pages, unless they are built from these very sources. */
if (isBuilt()) console.log('The pages are built already.')
else {
  await buildPages(() => {}).catch((error: Error) => {
    console.error(error.message)
    process.exit(1)
  })
  console.log('The pages are built.')
}
