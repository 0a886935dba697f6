export type * from './lab/contract.ts'
