#!/usr/bin/python3
"""Makes the node tables that the engine's morphology tests compare their geometry with, by NEURON.

A table has one line per node: the branch, where on it (0 and 1 are ends without membrane), the membrane's area, the
integral of dx/(pi r^2) between the node and its parent (NEURON's ri divided by 0.01 Ra), the path distance from the root's
middle, and the voltage of a passive steady state (g 1e-4 S/cm2, e 0), which knows how the nodes hang together: 0.1 nA go
into the end of the last branch. Of the root, the start node's factor is the first compartment's, as the first
compartment is the engine's root. 15 significant digits.

Run (Debian: apt-get install neuron python3-neuron):

    /usr/bin/python3 engine/src/test/neuron/make_node_tables.py

It reads tapered_tree.csv and pyramidal_seed1.swc in engine/src/test/resources/morphology/ and writes beside them:

    tapered_tree_nodes.csv       the tree with the compartments and the Ra that it states
    pyramidal_single_nodes.csv   one compartment a branch, Ra 100
    pyramidal_dlambda_nodes.csv  the d_lambda rule, 0.1 at 100 Hz, Ra 100, cm 1

SWC is read here by a reader of its own: branches are unbranched chains of one type; those on the soma begin at their own
first point and hang on soma(0.5), the others begin with a copy of the parent's last point and hang on its end.
"""
import csv
import pathlib

from neuron import h

FOLDER = pathlib.Path(__file__).resolve().parent.parent / "resources" / "morphology"


class Branch:
    def __init__(self, name, parent, parent_fraction, compartments, resistivity, points):
        self.section = h.Section(name=name)
        if parent:
            self.section.connect(parent.section(parent_fraction), 0)
        for x, y, z, radius in points:
            self.section.pt3dadd(x, y, z, 2 * radius)
        self.section.nseg = compartments
        self.section.Ra = resistivity
        self.section.cm = 1
        self.section.insert("pas")
        self.section.g_pas = 1e-4
        self.section.e_pas = 0
        self.name = name


def tapered_tree():
    with open(FOLDER / "tapered_tree.csv") as file:
        rows = list(csv.DictReader(line for line in file if not line.startswith("#")))
    branches = {}
    for name in dict.fromkeys(row["branch"] for row in rows):
        mine = [row for row in rows if row["branch"] == name]
        points = [[float(row[key]) for key in ("x_um", "y_um", "z_um", "radius_um")] for row in mine]
        first = mine[0]
        branches[name] = Branch(name, branches.get(first["parent"]), float(first["parent_fraction"]),
                                int(first["compartments"]), float(first["axial_resistivity_ohm_cm"]), points)
    return list(branches.values())


def swc(file_name):
    points, children = {}, {}
    for line in (FOLDER / file_name).read_text().splitlines():
        if not line.startswith("#"):
            number, kind, x, y, z, radius, parent = line.split()
            points[int(number)] = (int(kind), [float(x), float(y), float(z), float(radius)])
            children.setdefault(int(parent), []).append(int(number))
    labels, used = {1: "soma", 2: "axon", 3: "basal", 4: "apical"}, {}
    (x, y, z, r), = [point for kind, point in points.values() if kind == 1]
    soma_points = [[x, y - r, z, r], [x, y + r, z, r]]
    soma = Branch("soma", None, 0, 1, 100, soma_points)
    branches = [soma]

    def grow(number, parent, parent_fraction, chain):
        kind = points[number][0]
        chain = chain + [points[number][1]]
        while len(children.get(number, [])) == 1 and points[children[number][0]][0] == kind:
            number = children[number][0]
            chain.append(points[number][1])
        used[kind] = used.get(kind, -1) + 1
        branch = Branch(f"{labels[kind]}[{used[kind]}]", parent, parent_fraction, 1, 100, chain)
        branches.append(branch)
        for child in children.get(number, []):
            grow(child, branch, 1, [points[number][1]])

    for number, (kind, _) in points.items():
        if kind == 1:
            for child in children.get(number, []):
                if points[child][0] != 1:
                    grow(child, soma, 0.5, [])
    return branches


def use_d_lambda(branches):
    h.load_file("stdlib.hoc")
    for branch in branches:
        length_in_lambda = branch.section.L / (0.1 * h.lambda_f(100, sec=branch.section))
        branch.section.nseg = int((length_in_lambda + 0.9) / 2) * 2 + 1


def write(file_name, branches):
    root = branches[0].section
    clamp = h.IClamp(branches[-1].section(1))
    clamp.delay, clamp.dur, clamp.amp = 0, 1e30, 0.1
    h.dt = 1e9  # implicit Euler with so long a step is the steady state
    h.finitialize(0)
    for _ in range(3):
        h.fadvance()
    h.distance(0, root(0.5))
    lines = ["# NEURON " + h.nrnversion().split()[3] + ", engine/src/test/neuron/make_node_tables.py",
             "branch,fraction,area_um2,axial_factor_per_um,distance_um,v_mV"]

    def add(branch, segment, factor_from, area):
        factor = factor_from.ri() / (0.01 * branch.section.Ra)
        lines.append(f"{branch.name},{segment.x:.17g},{area:.15g},{factor:.15g},"
                     f"{h.distance(segment):.15g},{segment.v:.15g}")

    for branch in branches:
        for segment in branch.section:
            add(branch, segment, segment, segment.area())
        add(branch, branch.section(1), branch.section(1), 0)
        if branch.section is root:
            first = next(iter(root))
            add(branch, root(0), first, 0)
    (FOLDER / file_name).write_text("\n".join(lines) + "\n")
    print(f"{file_name}: {len(branches)} branches, {len(lines) - 2} nodes")


def main():
    for file_name, make, refine in (
            ("tapered_tree_nodes.csv", tapered_tree, None),
            ("pyramidal_single_nodes.csv", lambda: swc("pyramidal_seed1.swc"), None),
            ("pyramidal_dlambda_nodes.csv", lambda: swc("pyramidal_seed1.swc"), use_d_lambda)):
        branches = make()
        if refine:
            refine(branches)
        write(file_name, branches)
        for branch in branches:
            h.delete_section(sec=branch.section)


if __name__ == "__main__":
    main()
