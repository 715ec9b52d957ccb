// The peer of `npm run bench:match`: reads a problem and solves it with LEMON 1.3, telling CPU time, peak memory and the objective as JSON.
// Build: g++ -O3 -march=native -o lemon bench/lemon.cpp -llemon     Run: lemon FILE cost-scaling|network-simplex
// FILE, little-endian: int64 nodes, int64 arcs, int64 supply[nodes], then for each arc int32 from, int32 to, int64 lower, int64 capacity (−1: none), int64 cost.
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <sys/resource.h>
#include <lemon/cost_scaling.h>
#include <lemon/network_simplex.h>
#include <lemon/smart_graph.h>

using Graph = lemon::SmartDigraph;
using Number = long long;

struct Problem {
  Graph graph;
  Graph::NodeMap<Number> supply{graph};
  Graph::ArcMap<Number> lower{graph}, capacity{graph}, cost{graph};
};

static bool read(const char* name, Problem& problem) {
  FILE* file = fopen(name, "rb");
  if (!file) return false;
  static char buffer[1 << 16];
  setvbuf(file, buffer, _IOFBF, sizeof buffer);
  int64_t size[2], given;
  bool isWhole = fread(size, 8, 2, file) == 2;
  problem.graph.reserveNode(size[0]);
  problem.graph.reserveArc(size[1]);
  for (int64_t v = 0; v < size[0] && isWhole; v++) {
    isWhole = fread(&given, 8, 1, file) == 1;
    problem.supply[problem.graph.addNode()] = given;
  }
  for (int64_t a = 0; a < size[1] && isWhole; a++) {
    int32_t ends[2];
    int64_t numbers[3];
    isWhole = fread(ends, 4, 2, file) == 2 && fread(numbers, 8, 3, file) == 3;
    Graph::Arc arc = problem.graph.addArc(problem.graph.nodeFromId(ends[0]), problem.graph.nodeFromId(ends[1]));
    problem.lower[arc] = numbers[0];
    problem.capacity[arc] = numbers[1] < 0 ? (1LL << 50) : numbers[1];
    problem.cost[arc] = numbers[2];
  }
  fclose(file);
  return isWhole;
}

template <class Solver> static int solve(Problem& problem) {
  clock_t began = clock();
  Solver solver(problem.graph);
  solver.lowerMap(problem.lower).upperMap(problem.capacity).costMap(problem.cost).supplyMap(problem.supply);
  bool isOptimal = solver.run() == Solver::OPTIMAL;
  double ms = 1000.0 * (clock() - began) / CLOCKS_PER_SEC;
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  __int128 sum = 0;
  if (isOptimal) for (Graph::ArcIt arc(problem.graph); arc != lemon::INVALID; ++arc) sum += (__int128)solver.flow(arc) * problem.cost[arc];
  char digits[64];
  int at = 63;
  bool isNegative = sum < 0;
  digits[at] = 0;
  if (isNegative) sum = -sum;
  do { digits[--at] = '0' + (int)(sum % 10); sum /= 10; } while (sum > 0);
  if (isNegative) digits[--at] = '-';
  printf("{\"status\":\"%s\",\"objective\":\"%s\",\"cpuMs\":%.1f,\"peakMb\":%.1f}\n", isOptimal ? "optimal" : "none", digits + at, ms, usage.ru_maxrss / 1024.0);
  return 0;
}

int main(int count, char** words) {
  Problem problem;
  if (count != 3 || !read(words[1], problem)) { fprintf(stderr, "lemon FILE cost-scaling|network-simplex\n"); return 2; }
  if (!strcmp(words[2], "cost-scaling")) return solve<lemon::CostScaling<Graph, Number, Number>>(problem);
  return solve<lemon::NetworkSimplex<Graph, Number, Number>>(problem);
}
