/** Who may sign in to a demo. No secret: a demo holds nothing but invented people. */
export const demoOwner = { email: "demo@throughline.example", password: "throughline-demo" } as const;
