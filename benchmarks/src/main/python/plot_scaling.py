#!/usr/bin/python3
"""Draws the price of a compartment-step over the size of the cell, from JMH's CSV on standard input to SVG on standard output.

    java -jar benchmarks/target/benchmarks.jar TreeStep -p perBranch=1,3,9,27,81 -p lanes=1,8 -p threads=1 -rf csv -rff scaling.csv
    python3 benchmarks/src/main/python/plot_scaling.py < scaling.csv > docs/cost-per-compartment.svg
"""
import csv
import math
import sys

BRANCHES = 123  # of the grown pyramidal cell
WIDTH, HEIGHT, LEFT, BOTTOM, TOP, RIGHT = 640, 360, 60, 50, 30, 20
COLOURS = {"1": "#0072b2", "8": "#d55e00"}


def x(compartments):
    return LEFT + (math.log10(compartments) - 2) / 2 * (WIDTH - LEFT - RIGHT)


def y(nanoseconds, highest):
    return HEIGHT - BOTTOM - nanoseconds / highest * (HEIGHT - BOTTOM - TOP)


def main():
    points = {}
    for row in csv.DictReader(sys.stdin):
        if row["Benchmark"].endswith(":compartmentStep"):
            compartments = BRANCHES * int(row["Param: perBranch"])
            points.setdefault(row["Param: lanes"], []).append((compartments, float(row["Score"])))
    highest = 1.2 * max(score for line in points.values() for _, score in line)
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="12">',
           f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>']
    for tick in range(0, int(highest) + 1, 5):
        out.append(f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y(tick, highest):.1f}" y2="{y(tick, highest):.1f}" stroke="#ddd"/>'
                   f'<text x="{LEFT - 8}" y="{y(tick, highest) + 4:.1f}" text-anchor="end">{tick}</text>')
    for tick in (100, 1000, 10000):
        out.append(f'<text x="{x(tick):.1f}" y="{HEIGHT - BOTTOM + 18}" text-anchor="middle">{tick}</text>')
    for k, (lanes, line) in enumerate(sorted(points.items())):
        line.sort()
        path = " ".join(f"{x(n):.1f},{y(score, highest):.1f}" for n, score in line)
        out.append(f'<polyline points="{path}" fill="none" stroke="{COLOURS[lanes]}" stroke-width="2"/>')
        out += [f'<circle cx="{x(n):.1f}" cy="{y(score, highest):.1f}" r="3" fill="{COLOURS[lanes]}"/>' for n, score in line]
        out.append(f'<text x="{WIDTH - RIGHT}" y="{TOP - 12 + 16 * k}" text-anchor="end" fill="{COLOURS[lanes]}">'
                   f'{lanes} lane{"s" if lanes != "1" else ""}</text>')
    out.append(f'<text x="{(LEFT + WIDTH) / 2}" y="{HEIGHT - 10}" text-anchor="middle">compartments</text>')
    out.append(f'<text x="{LEFT}" y="{TOP - 12}">ns a compartment-step, one core</text></svg>')
    print("\n".join(out))


if __name__ == "__main__":
    main()
