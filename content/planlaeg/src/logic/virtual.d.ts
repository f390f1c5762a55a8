declare module "virtual:data" {
  const data: unknown;
  export default data;
}
declare module "virtual:schema" {
  interface Validator {
    (value: unknown): boolean;
    errors?: { keyword: string; instancePath: string; params: { limit?: number } }[] | null;
  }
  export const validators: { [reader: string]: Validator | undefined };
}
