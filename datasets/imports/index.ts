export { importFile } from './import-file.ts'
export { inspectFile } from './inspect-file.ts'
