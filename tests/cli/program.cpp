#include "tests/cli/program.hpp"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <stdexcept>

#include "lib/experiment/file.hpp"

namespace rlrun::cli {
namespace {

namespace fs = std::filesystem;

int exit_code_of(int status) { return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status); }

std::string take_file(const fs::path& path) {
  std::string content = experiment::read_file(path);
  fs::remove(path);
  return content;
}

}  // namespace

Outcome Program::run(const std::string& arguments, const std::string& before) const {
  const fs::path out = folder_.path().string() + ".out";
  const fs::path err = folder_.path().string() + ".err";
  const std::string command = "cd " + folder_.path().string() + " && ( " + before + " exec " RLRUN_BINARY " " +
                              arguments + " ) > " + out.string() + " 2> " + err.string();
  const int status = std::system(command.c_str());
  return {.exit_code = exit_code_of(status), .out = take_file(out), .err = take_file(err)};
}

pid_t Program::start(const std::vector<std::string>& arguments) const {
  std::vector<std::string> words = {RLRUN_BINARY};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<char*> pointers;
  for (std::string& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  const pid_t process = ::fork();
  if (process != 0) return process;
  const int nothing = ::open("/dev/null", O_RDWR);
  const bool ready = ::chdir(folder_.path().c_str()) == 0 && ::dup2(nothing, 1) == 1 && ::dup2(nothing, 2) == 2;
  if (ready) ::execv(RLRUN_BINARY, pointers.data());
  ::_exit(127);
}

int Program::wait_for(pid_t process) {
  int status = 0;
  if (::waitpid(process, &status, 0) != process) throw std::runtime_error("cannot wait for the program");
  return exit_code_of(status);
}

void Program::write(const std::string& name, std::string_view content) const {
  experiment::write_atomically(folder_.path() / name, content);
}

std::string Program::read(const std::string& name) const { return experiment::read_file(folder_.path() / name); }

std::vector<std::string> Program::files() const {
  std::vector<std::string> result;
  for (const auto& entry : fs::recursive_directory_iterator(folder_.path())) {
    result.push_back(fs::relative(entry.path(), folder_.path()).string());
  }
  std::ranges::sort(result);
  return result;
}

}  // namespace rlrun::cli
