// The made-up clinic's one secret, which is none: everyone in it is invented, and the sign-in screen shows it.

/** The password of all its accounts, as `set_up_demo` answers it. */
export const DEMO_PASSWORD = 'demo-2026';
