/**
 * How fast the engine is: one question a class, its answer in the class's Javadoc. Build with
 * {@code mvn package -DskipTests}, then, on a JDK 25,
 *
 * <pre>
 *   java -jar benchmarks/target/benchmarks.jar HodgkinHuxleyStep -prof gc     # one class; -p lanes=64 for one size
 *   java -jar benchmarks/target/benchmarks.jar -lp                            # what there is
 * </pre>
 *
 * A line {@code method:laneStep} of a result is the time for one lane to take one step; {@code gc.alloc.rate.norm} is heap
 * bytes an operation, here a step. JMH and its profiler allocate some 0.3 MB an iteration themselves, which reads as up to
 * 8 bytes a step where steps are long (1024 lanes); boxed vectors would show as thousands.
 */
package dev.ranvier.benchmarks;
