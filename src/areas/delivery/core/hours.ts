/** Hours of service to one decimal, half up; what is kept is minutes (RULES §7). */
export const hoursOf = (minutes: number): number => Math.floor(minutes / 6 + 0.5) / 10;
