/** Whether a file begins as models do that XGBoost saves as JSON. */
export async function isXgboost(file: Blob): Promise<boolean> {
  return /^\s*\{\s*"learner"/.test(await file.slice(0, 100).text())
}
