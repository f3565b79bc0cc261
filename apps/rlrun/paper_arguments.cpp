#include "apps/rlrun/paper_arguments.hpp"

namespace rlrun::app {

std::vector<Argument> paper_arguments(PaperRequest& request) {
  return {{.name = "list",
           .target = &request.list,
           .meaning = "The experiments, and what was published of them",
           .value_name = "EXPERIMENTS.yaml",
           .required = true},
          {.name = "folder",
           .target = &request.folder,
           .meaning = "Where their runs lie, as of rlrun run --out",
           .value_name = "DIR",
           .required = true},
          {.name = "--quick", .target = &request.quick, .meaning = "The short forms of the experiments"},
          {.name = "--only",
           .target = &request.only,
           .meaning = "This experiment alone; * and ? as in file names",
           .value_name = "ID"}};
}

}  // namespace rlrun::app
